"""Fills the bare project: `python -m benchmarks.peers.bare.seed CONTENT PLAN`."""

import sys

import django


def seed(content: list[dict], plan_file: str) -> None:
    from django.contrib.auth import get_user_model
    from wagtail.models import Page

    from benchmarks import plans
    from benchmarks.peers.bare.models import ContentPage
    from benchmarks.peers.bare.urls import FILE

    texts = [text for lesson in content for text in lesson["texts"]][:9]
    body = [("heading", content[0]["title"]), *(("text", text) for text in texts)]
    Page.objects.get(depth=2).add_child(
        instance=ContentPage(title="Inhalt", slug="inhalt", body=body)
    )
    FILE.write_bytes(b"x" * 60_000)
    cookies = plans.cookies_of(get_user_model().objects.create_user("person"))
    plans.write(
        plan_file,
        {
            "trivial view": [plans.get("/trivial/")],
            "session view": [plans.get("/session/", cookies=cookies, contains="person")],
            "file view": [plans.get("/file/", cookies=cookies)],
            "POST of one row": [
                plans.post_form("/insert/", {"text": "x"}, cookies=cookies, status=200)
            ],
            "bare page": [plans.get("/inhalt/", cookies=cookies, contains=texts[-1][3:20])],
        },
    )


if __name__ == "__main__":
    django.setup()
    from benchmarks.plans import read

    seed(read(sys.argv[1]), sys.argv[2])
