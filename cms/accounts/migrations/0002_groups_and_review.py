"""Makes the four groups, and the review that every page goes through.

Wagtail's own migrations make the groups "Editors" and "Moderators" and a workflow
"Moderators approval"; they are taken over. What the groups may do is given after
`migrate`, by `cms.accounts.groups`: the permissions do not exist before.
"""

from django.db import migrations


GROUPS = ("Editors", "Press officers", "Moderators", "Administrators")
REVIEWERS = ("Moderators", "Administrators")
WAGTAILS_NAME = "Moderators approval"


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name in GROUPS:
        Group.objects.get_or_create(name=name)


def make_review(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    root = Page.objects.filter(depth=1).first()
    if root is None:
        return
    link = WorkflowPage.objects.filter(page=root).first()
    if link is None:
        workflow = Workflow.objects.create(name="Review", active=True)
        WorkflowPage.objects.create(workflow=workflow, page=root)
    elif link.workflow.name == WAGTAILS_NAME:
        workflow = link.workflow
        workflow.name = "Review"
        workflow.save()
    else:
        return  # somebody has chosen another workflow already
    put_review_into(apps, workflow)


def put_review_into(apps, workflow):
    """Replace the workflow's steps, also where a page is at one of them."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    ReviewTask = apps.get_model("accounts", "ReviewTask")
    Task = apps.get_model("wagtailcore", "Task")
    TaskState = apps.get_model("wagtailcore", "TaskState")
    WorkflowTask = apps.get_model("wagtailcore", "WorkflowTask")

    content_type, _created = ContentType.objects.get_or_create(
        app_label="accounts", model="reviewtask"
    )
    task = ReviewTask.objects.create(
        name="Review", active=True, content_type=content_type
    )
    task.groups.set(Group.objects.filter(name__in=REVIEWERS))

    steps = WorkflowTask.objects.filter(workflow=workflow)
    earlier = list(steps.values_list("task_id", flat=True))
    steps.delete()
    WorkflowTask.objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    TaskState.objects.filter(
        workflow_state__workflow=workflow, status="in_progress"
    ).update(task_id=task.pk)
    still_used = WorkflowTask.objects.values("task_id")
    Task.objects.filter(pk__in=earlier).exclude(pk__in=still_used).update(active=False)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(make_groups, migrations.RunPython.noop),
        migrations.RunPython(make_review, migrations.RunPython.noop),
    ]
