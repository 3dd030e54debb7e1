"""Static files under names that change with their content, so that browsers keep them for ever."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

_glob, _expressions = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Our own scripts import each other: the addresses in these imports carry the hash as well.

    Django can do it for all scripts or for none; those of others do not always hold.
    """

    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("js/*.js", _expressions))
