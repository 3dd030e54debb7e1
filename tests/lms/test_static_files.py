"""Scripts import each other under names that change with their content."""

import re

from lms.static_files import HashedFiles


def test_our_imports_carry_the_hash_and_those_of_others_stay(tmp_path):
    sources = {
        "js/store.js": "export const a = 1;\n",
        "js/page.js": 'import { a } from "./store.js";\n',
        "library/other.js": '// import { a } from "./not-there.js";\n',
    }
    for name, text in sources.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    storage = HashedFiles(location=tmp_path, base_url="/static/")
    results = list(storage.post_process({name: (storage, name) for name in sources}))
    assert [result for result in results if isinstance(result[2], Exception)] == []
    page = (tmp_path / storage.stored_name("js/page.js")).read_text()
    assert re.fullmatch(r'import \{ a \} from "\./store\.[0-9a-f]{12}\.js";\n', page)
    assert (tmp_path / storage.stored_name("library/other.js")).read_text().startswith("// import")
