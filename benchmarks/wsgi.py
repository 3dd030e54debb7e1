"""The WSGI entry point of every measured project; it counts queries where asked to."""

from django.core.wsgi import get_wsgi_application
from django.db import connection

_application = get_wsgi_application()


def application(environ, start_response):
    """Serve a request; with the header `X-Count-Queries` the answer says how many it took.

    Counted is what is executed through Django, savepoints included, BEGIN and COMMIT not.
    """
    if "HTTP_X_COUNT_QUERIES" not in environ:
        return _application(environ, start_response)
    statements = []

    def count(execute, sql, params, many, context):
        statements.append(sql)
        return execute(sql, params, many, context)

    def start(status, headers, exc_info=None):
        return start_response(status, [*headers, ("X-Queries", str(len(statements)))], exc_info)

    with connection.execute_wrapper(count):
        return _application(environ, start)
