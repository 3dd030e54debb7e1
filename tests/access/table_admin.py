"""The part of the table below /admin/: every pattern of Wagtail's, and ours that replace some.

One line each: what happens to a trainer by GET|POST, the same for the operator where it
differs, then for an administrator where there is anything, the pattern's name ("-" for none)
and its route. Nobody else gets in: for people without the right to edit it does not exist,
strangers are asked to sign in. "no" is Wagtail's refusal, back to its start page.

Reviewed by eye: nothing a trainer reaches lists what colleagues did, or when, across pages;
there is no list of people, and no time of a sign-in.
"""

import re

from tests.access.outcomes import MISSING, REFUSED, SIGN_IN, Row, signed_in

EDITORS = r"""
200|200 200|200 200|200 - account/
200|302 - images/<int:image_id>/delete/
405|200 - images/multiple/<int:image_id>/delete/
200|302 - documents/delete/<int:document_id>/
405|200 - documents/multiple/<int:doc_id>/delete/
200|302 - media/delete/<int:media_id>/
404|404 - media/media/add/
404|404 - ^media/(?:audio|video)/chooser/upload/$
404|404 - failwhale/
404|404 - reports/site-history/
404|404 - reports/site-history/results/
404|404 - reports/workflow/
404|404 - reports/workflow/results/
404|404 - reports/workflow_tasks/
404|404 - reports/workflow_tasks/results/
404|404 - reports/aging-pages/
404|404 - reports/aging-pages/results/
200|405 200|405 /admin/certificate-designs/|/admin/certificate-designs/ wagtailadmin_home .
200|405 - test404/
200|405 wagtailadmin_api:pages:listing api/main/^pages/
200|405 wagtailadmin_api:pages:detail api/main/^pages/<int:pk>/
404|405 wagtailadmin_api:pages:find api/main/^pages/find/
405|200 wagtailadmin_api:pages:action api/main/^pages/<int:pk>/action/<str:action_name>/
200|405 wagtailadmin_api:documents:listing api/main/^documents/
200|405 wagtailadmin_api:documents:detail api/main/^documents/<int:pk>/
404|405 wagtailadmin_api:documents:find api/main/^documents/find/
200|405 wagtailadmin_api:images:listing api/main/^images/
200|405 wagtailadmin_api:images:detail api/main/^images/<int:pk>/
404|405 wagtailadmin_api:images:find api/main/^images/find/
404|404 wagtailadmin_error_test failwhale/
302|405 200|405 wagtailadmin_explore_root pages/
200|405 wagtailadmin_explore pages/<int:parent_page_id>/
200|405 wagtailadmin_explore_results pages/<int:parent_page_id>/results/
404|404 wagtail_bulk_action bulk/<str:app_label>/<str:model_name>/<str:action>/
200|200 wagtailadmin_pages:add pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/
200|200 wagtailadmin_pages:preview_on_add pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/preview/
200|405 wagtailadmin_pages:type_use pages/usage/<slug:content_type_app_name>/<slug:content_type_model_name>/
302|200 wagtailadmin_pages:choose_parent pages/create/<slug:app_label>/<slug:model_name>
200|405 wagtailadmin_pages:type_use_results pages/usage/<slug:content_type_app_name>/<slug:content_type_model_name>/results/
200|405 wagtailadmin_pages:usage pages/<int:page_id>/usage/
200|200 wagtailadmin_pages:edit pages/<int:page_id>/edit/
200|200 wagtailadmin_pages:preview_on_edit pages/<int:page_id>/edit/preview/
200|200 wagtailadmin_pages:view_draft pages/<int:page_id>/view_draft/
302|302 wagtailadmin_pages:add_subpage pages/<int:parent_page_id>/add_subpage/
no|no 200|302 wagtailadmin_pages:delete pages/<int:page_id>/delete/
200|302 wagtailadmin_pages:unpublish pages/<int:page_id>/unpublish/
404|404 wagtailadmin_pages:convert_alias pages/<int:page_id>/convert_alias/
200|405 wagtailadmin_pages:search pages/search/
200|405 wagtailadmin_pages:search_results pages/search/results/
200|200 wagtailadmin_pages:move pages/<int:page_to_move_id>/move/
200|302 wagtailadmin_pages:move_confirm pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/
405|200 wagtailadmin_pages:set_page_position pages/<int:page_to_move_id>/set_position/
200|200 wagtailadmin_pages:copy pages/<int:page_id>/copy/
404|404 wagtailadmin_pages:workflow_action pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/
404|404 wagtailadmin_pages:collect_workflow_action_data pages/workflow/collect_action_data/<int:page_id>/<slug:action_name>/<int:task_state_id>/
200|200 wagtailadmin_pages:confirm_workflow_cancellation pages/workflow/confirm_cancellation/<int:page_id>/
no|405 wagtailadmin_pages:workflow_preview pages/workflow/preview/<int:page_id>/<int:task_id>/
200|200 wagtailadmin_pages:set_privacy pages/<int:page_id>/privacy/
405|302 wagtailadmin_pages:lock pages/<int:page_id>/lock/
405|302 wagtailadmin_pages:unlock pages/<int:page_id>/unlock/
302|302 wagtailadmin_pages:revisions_index pages/<int:page_id>/revisions/
200|405 wagtailadmin_pages:revisions_view pages/<int:page_id>/revisions/<int:revision_id>/view/
200|200 wagtailadmin_pages:revisions_revert pages/<int:page_id>/revisions/<int:revision_id>/revert/
200|302 wagtailadmin_pages:revisions_unschedule pages/<int:page_id>/revisions/<int:revision_id>/unschedule/
200|405 wagtailadmin_pages:revisions_compare pages/^(?P<pk>\d+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$
200|405 wagtailadmin_pages:workflow_history pages/<int:page_id>/workflow_history/
404|405 wagtailadmin_pages:workflow_history_detail pages/<int:page_id>/workflow_history/detail/<int:workflow_state_id>/
200|405 wagtailadmin_pages:history pages/<int:page_id>/history/
200|405 wagtailadmin_pages:history_results pages/<int:page_id>/history/results/
200|405 wagtailadmin_choose_page choose-page/
200|405 wagtailadmin_choose_page_child choose-page/<int:parent_page_id>/
200|405 wagtailadmin_choose_page_search choose-page/search/
200|405 wagtailadmin_choose_page_chosen_multiple choose-page/chosen-multiple/
200|200 wagtailadmin_choose_page_external_link choose-external-link/
200|200 wagtailadmin_choose_page_email_link choose-email-link/
200|200 wagtailadmin_choose_page_phone_link choose-phone-link/
200|200 wagtailadmin_choose_page_anchor_link choose-anchor-link/
200|200 wagtailadmin_tag_autocomplete tag-autocomplete/
200|200 wagtailadmin_tag_model_autocomplete tag-autocomplete/<slug:app_name>/<slug:model_name>/
no|no 200|405 wagtailadmin_collections:index collections/
no|no 200|200 wagtailadmin_collections:add collections/add/
no|no 200|200 wagtailadmin_collections:edit collections/<int:pk>/
404|404 200|302 wagtailadmin_collections:delete collections/<int:pk>/delete/
no|no 200|200 wagtailadmin_collections:set_privacy collections/<int:collection_id>/privacy/
no|no 200|405 wagtailadmin_workflows:index workflows/list/
no|no 200|405 wagtailadmin_workflows:index_results workflows/list/results/
no|no 200|200 wagtailadmin_workflows:add workflows/add/
405|no 405|302 wagtailadmin_workflows:enable workflows/enable/<int:pk>/
no|no 200|302 wagtailadmin_workflows:disable workflows/disable/<int:pk>/
no|no 200|200 wagtailadmin_workflows:edit workflows/edit/<int:pk>/
no|no 200|405 wagtailadmin_workflows:usage workflows/usage/<int:pk>/
no|no 200|405 wagtailadmin_workflows:usage_results workflows/usage/<int:pk>/results/
405|no 405|302 wagtailadmin_workflows:remove workflows/remove/<int:page_pk>/
405|no 405|302 wagtailadmin_workflows:remove workflows/remove/<int:page_pk>/<int:workflow_pk>/
no|no 200|200 wagtailadmin_workflows:add_task workflows/tasks/add/<str:app_label>/<str:model_name>/
no|no 302|302 wagtailadmin_workflows:select_task_type workflows/tasks/select_type/
no|no 200|405 wagtailadmin_workflows:task_index workflows/tasks/index/
no|no 200|405 wagtailadmin_workflows:task_index_results workflows/tasks/index/results/
no|no 200|200 wagtailadmin_workflows:edit_task workflows/tasks/edit/<int:pk>/
no|no 200|302 wagtailadmin_workflows:disable_task workflows/tasks/disable/<int:pk>/
405|no 405|302 wagtailadmin_workflows:enable_task workflows/tasks/enable/<int:pk>/
200|405 wagtailadmin_workflows:task_chooser workflows/task_chooser/
200|405 wagtailadmin_workflows:task_chooser_results workflows/task_chooser/results/
200|400 200|200 wagtailadmin_workflows:task_chooser_create workflows/task_chooser/create/
200|200 wagtailadmin_workflows:task_chosen workflows/task_chooser/<int:task_id>/
200|405 wagtailadmin_reports:locked_pages reports/locked/
200|405 wagtailadmin_reports:locked_pages_results reports/locked/results/
404|404 wagtailadmin_reports:workflow reports/workflow/
404|404 wagtailadmin_reports:workflow_results reports/workflow/results/
404|404 wagtailadmin_reports:workflow_tasks reports/workflow_tasks/
404|404 wagtailadmin_reports:workflow_tasks_results reports/workflow_tasks/results/
404|404 wagtailadmin_reports:site_history reports/site-history/
404|404 wagtailadmin_reports:site_history_results reports/site-history/results/
404|404 wagtailadmin_reports:aging_pages reports/aging-pages/
404|404 wagtailadmin_reports:aging_pages_results reports/aging-pages/results/
200|405 wagtailadmin_reports:page_types_usage reports/page-types-usage/
200|405 wagtailadmin_reports:page_types_usage_results reports/page-types-usage/results/
200|200 200|200 200|200 wagtailadmin_account account/
405|302 405|302 405|302 wagtailadmin_logout logout/
200|405 wagtailadmin_dismissibles dismissibles/
405|200 405|200 405|404 wagtailadmin_editing_sessions:ping editing-sessions/ping/<str:app_label>/<str:model_name>/<str:object_id>/<int:session_id>/
405|200 405|200 405|200 wagtailadmin_editing_sessions:release editing-sessions/release/<int:session_id>/
404|405 wagtailadmin_block_preview block-preview/
200|200 courses_release courses/<int:pk>/release/
200|405 feedback:index feedback/
200|405 feedback:index_results feedback/results/
200|302 feedback:message feedback/<int:pk>/
404|404 wagtailsettings:edit settings/<slug:app_name>/<slug:model_name>/
404|404 wagtailsettings:edit settings/<slug:app_name>/<slug:model_name>/<int:pk>/
404|404 wagtailsettings:preview_on_edit settings/<slug:app_name>/<slug:model_name>/<int:pk>/preview/
no|no 200|200 simple_translation:submit_page_translation translation/submit/page/<int:page_id>/
no|no 404|404 simple_translation:submit_snippet_translation translation/submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/
no|no wagtailsnippets:index snippets/
200|405 wagtaildocs:index documents/
200|405 wagtaildocs:index_results documents/results/
200|200 wagtaildocs:add documents/add/
200|200 wagtaildocs:edit documents/edit/<int:document_id>/
200|302 wagtaildocs:delete documents/delete/<int:document_id>/
200|400 wagtaildocs:add_multiple documents/multiple/add/
405|200 wagtaildocs:edit_multiple documents/multiple/<int:doc_id>/
405|404 wagtaildocs:create_multiple_from_uploaded_document documents/multiple/create_from_uploaded_document/<int:uploaded_file_id>/
405|200 wagtaildocs:delete_multiple documents/multiple/<int:doc_id>/delete/
405|404 wagtaildocs:delete_upload_multiple documents/multiple/delete_upload/<int:uploaded_file_id>/
200|405 wagtaildocs:document_usage documents/usage/<int:document_id>/
200|405 wagtailimages:index images/
200|405 wagtailimages:index_results images/results/
200|200 wagtailimages:edit images/<int:image_id>/
200|302 wagtailimages:delete images/<int:image_id>/delete/
404|405 wagtailimages:url_generator images/<int:image_id>/generate_url/
404|405 wagtailimages:url_generator_output images/<int:image_id>/generate_url/output/
200|200 wagtailimages:preview images/<int:image_id>/preview/<str:filter_spec>/
200|200 wagtailimages:add images/add/
200|405 wagtailimages:image_usage images/usage/<int:image_id>/
200|400 wagtailimages:add_multiple images/multiple/add/
405|200 wagtailimages:edit_multiple images/multiple/<int:image_id>/
405|404 wagtailimages:create_multiple_from_uploaded_image images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/
405|200 wagtailimages:delete_multiple images/multiple/<int:image_id>/delete/
405|404 wagtailimages:delete_upload_multiple images/multiple/delete_upload/<int:uploaded_file_id>/
200|200 wagtailmedia:index media/
200|200 wagtailmedia:add media/^(?P<media_type>audio|video|media)/add/$
200|200 wagtailmedia:edit media/edit/<int:media_id>/
200|302 wagtailmedia:delete media/delete/<int:media_id>/
200|200 wagtailmedia:chooser media/chooser/
200|200 wagtailmedia:chooser_typed media/chooser/(?P<media_type>audio|video)/
200|200 wagtailmedia:media_chosen media/chooser/<int:media_id>/
404|404 wagtailmedia:chooser_upload media/^(?P<media_type>audio|video)/chooser/upload/$
200|200 wagtailmedia:media_usage media/usage/<int:media_id>/
404|404 200|405 200|405 certificate_designs:list certificate-designs/
404|404 200|405 200|405 certificate_designs:list_results certificate-designs/results/
404|404 200|200 200|200 certificate_designs:add certificate-designs/add/
404|404 200|302 200|302 certificate_designs:edit certificate-designs/edit/<int:pk>/
404|404 no|no no|no certificate_designs:delete certificate-designs/delete/<int:pk>/
404|404 200|405 200|405 certificate_designs:usage certificate-designs/usage/<int:pk>/
404|404 200|405 200|405 certificate_designs:history certificate-designs/history/<int:pk>/
404|404 200|405 200|405 certificate_designs:history_results certificate-designs/history-results/<int:pk>/
404|404 200|200 200|200 certificate_designs:preview_on_add certificate-designs/preview/
404|404 200|200 200|200 certificate_designs:preview_on_edit certificate-designs/preview/<int:pk>/
404|404 200|405 200|405 certificate_designs:revisions_view certificate-designs/history/<int:pk>/revisions/<int:revision_id>/view/
404|404 200|302 200|302 certificate_designs:revisions_revert certificate-designs/history/<int:pk>/revisions/<int:revision_id>/revert/
404|404 200|405 200|405 certificate_designs:revisions_compare certificate-designs/history/(?P<pk>.+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$
404|404 200|302 200|302 certificate_designs:revisions_unschedule certificate-designs/history/<int:pk>/revisions/<int:revision_id>/unschedule/
404|404 200|302 200|302 certificate_designs:unpublish certificate-designs/unpublish/<int:pk>/
200|405 learning_paths:index learning-paths/
200|405 learning_paths:index_results learning-paths/results/
200|200 learning_paths:add learning-paths/new/
200|200 learning_paths:edit learning-paths/edit/<int:pk>/
200|302 learning_paths:delete learning-paths/delete/<int:pk>/
200|405 learning_paths:history learning-paths/history/<int:pk>/
200|405 learning_paths:history_results learning-paths/history-results/<int:pk>/
200|405 learning_paths:usage learning-paths/usage/<int:pk>/
200|405 help_guides:index help/
200|405 help_guides:index_results help/results/
no|no 200|200 help_guides:add help/new/
200|200 help_guides:edit help/edit/<int:pk>/
no|no 200|302 help_guides:delete help/delete/<int:pk>/
200|405 help_guides:history help/history/<int:pk>/
200|405 help_guides:history_results help/history-results/<int:pk>/
200|405 help_guides:usage help/usage/<int:pk>/
200|405 glossary:index glossary/
200|405 glossary:index_results glossary/results/
200|200 glossary:add glossary/new/
200|200 glossary:edit glossary/edit/<int:pk>/
200|302 glossary:delete glossary/delete/<int:pk>/
200|405 glossary:history glossary/history/<int:pk>/
200|405 glossary:history_results glossary/history-results/<int:pk>/
200|405 glossary:usage glossary/usage/<int:pk>/
200|405 course_pages:index courses/
200|405 course_pages:index_results courses/results/
302|200 course_pages:choose_parent courses/choose_parent/
no|no 200|405 wagtailsites:index sites/
no|no 200|405 wagtailsites:index_results sites/results/
no|no 200|200 wagtailsites:add sites/new/
no|no 200|200 wagtailsites:edit sites/edit/<int:pk>/
no|no 200|302 wagtailsites:delete sites/delete/<int:pk>/
no|no 200|405 wagtailsites:history sites/history/<int:pk>/
no|no 200|405 wagtailsites:history_results sites/history-results/<int:pk>/
no|no 200|405 wagtailsites:usage sites/usage/<int:pk>/
no|no 200|200 wagtailsites:copy sites/copy/<int:pk>/
no|no 200|405 wagtailusers_groups:index groups/
no|no 200|405 wagtailusers_groups:index_results groups/results/
no|no 200|200 wagtailusers_groups:add groups/new/
no|no 200|200 wagtailusers_groups:edit groups/edit/<int:pk>/
no|no 200|302 wagtailusers_groups:delete groups/delete/<int:pk>/
no|no 200|405 wagtailusers_groups:history groups/history/<int:pk>/
no|no 200|405 wagtailusers_groups:history_results groups/history-results/<int:pk>/
no|no 200|405 wagtailusers_groups:usage groups/usage/<int:pk>/
200|405 wagtaildocs_chooser:choose documents/chooser/
200|405 wagtaildocs_chooser:choose_results documents/chooser/results/
200|405 wagtaildocs_chooser:chosen documents/chooser/chosen/<str:pk>/
200|405 wagtaildocs_chooser:chosen_multiple documents/chooser/chosen-multiple/
200|200 wagtaildocs_chooser:create documents/chooser/create/
200|405 wagtailimages_chooser:choose images/chooser/
200|405 wagtailimages_chooser:choose_results images/chooser/results/
200|405 wagtailimages_chooser:chosen images/chooser/chosen/<str:pk>/
200|405 wagtailimages_chooser:chosen_multiple images/chooser/chosen-multiple/
200|200 wagtailimages_chooser:create images/chooser/create/
200|200 wagtailimages_chooser:select_format images/chooser/<int:image_id>/select_format/
404|404 - ^.*/$
"""  # noqa: E501  routes are as long as they are

# The same for everybody with or without an account: they hold nothing, or lead to the sign-in.
OPEN = r"""
/konto/login/|/konto/login/ - login/
/konto/login/|/konto/login/ wagtailadmin_login login/
200|200 200|200 200|200 wagtailadmin_sprite sprite/
200|405 200|405 200|405 wagtailadmin_javascript_catalog jsi18n/
404|404 wagtailadmin_password_reset password_reset/
404|404 wagtailadmin_password_reset_done password_reset/done/
404|404 wagtailadmin_password_reset_confirm password_reset/confirm/<uidb64>/<token>/
404|404 wagtailadmin_password_reset_complete password_reset/complete/
"""

# Which objects stand for the parts of a route; the longest beginning of the route decides.
OBJECTS = {
    "": {
        "pk": "{page_id}",
        "app_label": "wagtailcore",
        "model_name": "page",
        "content_type_app_name": "courses",
        "content_type_model_name": "coursepage",
        "app_name": "core",
        "action": "delete",
        "action_name": "publish",
        "filter_spec": "max-100x100",
        "uidb64": "a",
        "token": "b",
    },
    "certificate-designs/": {"pk": "{design_id}", "revision_id": "{design_revision_id}"},
    "collections/": {"pk": "{collection_id}"},
    "documents/": {"pk": "{document_id}"},
    "feedback/": {"pk": "{feedback_id}"},
    "glossary/": {"pk": "{term_id}"},
    "groups/": {"pk": "{group_id}"},
    "help/": {"pk": "{guide_id}"},
    "images/": {"pk": "{image_id}"},
    "learning-paths/": {"pk": "{path_id}"},
    "pages/create/": {"app_label": "courses", "model_name": "coursepage"},
    "sites/": {"pk": "{site_id}"},
    "tag-autocomplete/": {"app_name": "taggit", "model_name": "tag"},
    "translation/submit/snippet/": {"app_label": "core", "model_name": "customimage"},
    "workflows/": {"pk": "{workflow_id}", "page_pk": "{page_id}"},
    "workflows/tasks/": {"pk": "{task_id}", "model_name": "groupapprovaltask"},
    "api/main/^documents/": {"pk": "{document_id}"},
    "api/main/^images/": {"pk": "{image_id}"},
}
# Routes that are regular expressions.
ADDRESSES = {
    r"pages/^(?P<pk>\d+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$": (  # noqa: E501
        "pages/{page_id}/revisions/compare/earliest...latest/"
    ),
    r"certificate-designs/history/(?P<pk>.+)/revisions/compare/(?P<revision_id_a>live|earliest|\d+)\.\.\.(?P<revision_id_b>live|latest|\d+)/$": (  # noqa: E501
        "certificate-designs/history/{design_id}/revisions/compare/earliest...latest/"
    ),
    r"media/^(?P<media_type>audio|video|media)/add/$": "media/video/add/",
    r"media/chooser/(?P<media_type>audio|video)/": "media/chooser/video/",
    r"media/^(?P<media_type>audio|video)/chooser/upload/$": "media/audio/chooser/upload/",
    r"^media/(?:audio|video)/chooser/upload/$": "media/video/chooser/upload/",
    r"^.*/$": "gibt-es-nicht/",
}
# Wagtail answers some incomplete forms, which its pages never send, with an error.
DATA = {
    **dict.fromkeys(("help_guides:add", "help_guides:edit"), {"body-count": "0"}),
    "wagtailadmin_pages:copy": {"new_parent_page": "{index_id}", "new_slug": "kurs"},
    "wagtailadmin_choose_page_external_link": {"external-link-chooser-url": "https://a.example"},
}


def _address(route: str) -> str:
    words = {}
    for beginning in sorted(OBJECTS, key=len):
        if route.startswith(beginning):
            words |= OBJECTS[beginning]

    def word(match) -> str:
        return words.get(match[1], "{" + match[1] + "}")

    path = ADDRESSES.get(route) or re.sub(r"<(?:\w+:)?(\w+)>", word, route.replace("^", ""))
    return f"/admin/{path}"


def _outcomes(pair: str) -> list[str]:
    return [REFUSED if part == "no" else part for part in pair.split("|")]


def _row(line: str, *, is_open: bool) -> Row:
    *pairs, name, route = line.split()
    trainer, operator = _outcomes(pairs[0]), _outcomes(pairs[min(1, len(pairs) - 1)])
    admin = _outcomes(pairs[2]) if len(pairs) > 2 else [MISSING, MISSING]
    get, post = (
        signed_in(MISSING, anonymous=trainer[number] if is_open else SIGN_IN)
        | {"trainer": trainer[number], "superuser": operator[number], "admin": admin[number]}
        for number in (0, 1)
    )
    name, route = ("" if part in "-." else part for part in (name, route))
    return Row(name, f"admin/{route}", _address(route), get, post, DATA.get(name, {}))


ADMINISTRATION = [
    _row(line, is_open=text is OPEN)
    for text in (EDITORS, OPEN)
    for line in text.strip().splitlines()
]
