"""Addresses of a person's certificates and of the public check."""

from django.urls import path

from certificates.views import check, mine, shared, trust

app_name = "certificates"
urlpatterns = [
    path("meine-nachweise/", mine.mine, name="mine"),
    path("meine-nachweise/<str:code>.pdf", mine.download, name="download"),
    path("meine-nachweise/<str:code>/", mine.one, name="one"),
    path("meine-nachweise/<str:code>/abzeichen.<str:kind>", mine.badge, name="badge"),
    path("meine-nachweise/<str:code>/teilen/", mine.sharing, name="sharing"),
    path("nachweis/<str:token>/", shared.shared, name="shared"),
    path("nachweis/<str:token>/abzeichen.<str:kind>", shared.shared_file, name="shared_file"),
    path("pruefen/", check.check_form, name="check_form"),
    path("pruefen/<str:code>/", check.check, name="check"),
    path("pruefen/<str:code>/name/", check.name, name="check_name"),
    path("pruefen/<str:code>/datei/", check.file, name="check_file"),
    path(".well-known/did.json", trust.did_document, name="did_document"),
    path("status/<int:number>", trust.status_list, name="status_list"),
    path("schluessel/kette.pem", trust.chain, name="chain"),
    path("schluessel/kette-<int:number>.pem", trust.chain, name="old_chain"),
]
