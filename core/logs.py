"""One JSON object per log line, with a fixed list of keys and no personal data."""

import json
import logging
from datetime import UTC, datetime


class JsonFormatter(logging.Formatter):
    """Write time, level, logger and message; of an exception its type and place.

    The text of an exception is left out: it may hold what a person typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": self._message(record),
        }
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["trace"] = self._places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)

    @staticmethod
    def _message(record: logging.LogRecord) -> str:
        # Django logs request paths as arguments; check codes and addresses stay out of the log.
        if record.name.startswith("django.security.") and not record.args:
            return "…"  # the exception's own words, which quote the request; the logger names it
        if record.name.startswith("django.request") or record.name.startswith("django.security"):
            return str(record.msg).replace("%s", "…")
        return record.getMessage()

    @staticmethod
    def _places(traceback) -> list[str]:
        places = []
        while traceback:
            code = traceback.tb_frame.f_code
            places.append(f"{code.co_filename}:{traceback.tb_lineno} {code.co_name}")
            traceback = traceback.tb_next
        return places[-12:]
