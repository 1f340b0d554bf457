"""The map of the API."""

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from projects.api import (
    activities,
    alert_preferences,
    alert_rules,
    alert_rules_held,
    alerts,
    assignments,
    baselines,
    buildings,
    calendars,
    contacts,
    deliveries,
    delivery_deeds,
    docs,
    light_rules,
    links,
    memberships,
    milestones,
    orders,
    photo_manifest,
    photo_matches,
    photos,
    portfolio,
    progress,
    projects,
    resources,
    site,
    tokens,
    uploads,
    viewpoints,
    web_push,
    webhooks,
)
from projects.api.schedule import (
    backward,
    computing,
    gantt,
    kept_ranges,
    levelling,
    light_history,
    quality,
    reasons,
    risk,
    statutory,
    usage,
)
from projects.api.schedule.progress import ProgressOverTimeViewSet

app_name = "api"

router = SimpleRouter(use_regex_path=False)
router.register("projects", projects.ProjectViewSet, "project")
router.register("buildings", buildings.BuildingViewSet, "building")
router.register("memberships", memberships.MembershipViewSet, "membership")
router.register("calendars", calendars.CalendarViewSet, "calendar")
router.register("milestones", milestones.MilestoneViewSet, "milestone")
router.register("activities", activities.ActivityViewSet, "activity")
router.register("links", links.LinkViewSet, "link")
router.register("resources", resources.ResourceViewSet, "resource")
router.register("assignments", assignments.AssignmentViewSet, "assignment")
router.register("progress-entries", progress.ProgressEntryViewSet, "progress-entry")
router.register("baselines", baselines.BaselineViewSet, "baseline")
router.register("photos", photos.PhotoViewSet, "photo")
router.register("photo-matches", photo_matches.PhotoMatchViewSet, "photo-match")
router.register("viewpoints", viewpoints.ViewpointViewSet, "viewpoint")
router.register("alerts", alerts.AlertViewSet, "alert")
router.register("alert-rules", alert_rules.AlertRuleViewSet, "alert-rule")
router.register("deliveries", deliveries.DeliveryViewSet, "delivery")
router.register("webhooks", webhooks.WebhookViewSet, "webhook")
router.register("contacts", contacts.ContactViewSet, "contact")
router.register("portfolio", portfolio.PortfolioViewSet, "portfolio")
router.register("site", site.SiteViewSet, "site")

tokens_list = tokens.TokenViewSet.as_view(
    {"get": "list", "post": "create", "delete": "destroy_current"}
)
tokens_one = tokens.TokenViewSet.as_view({"delete": "destroy"})

schedule = computing.ScheduleViewSet.as_view({"get": "schedule", "post": "compute"})

paths = reasons.ReasonViewSet.as_view({"get": "paths"})
open_ends = reasons.ReasonViewSet.as_view({"get": "open_ends"})
quality_of = quality.QualityViewSet.as_view({"get": "quality"})
backward_of = backward.BackwardViewSet.as_view({"post": "backward"})
backward_adopt = backward.BackwardViewSet.as_view({"post": "adopt"})
summary = ProgressOverTimeViewSet.as_view({"get": "summary"})
s_curve = ProgressOverTimeViewSet.as_view({"get": "s_curve"})
front_line = ProgressOverTimeViewSet.as_view({"get": "front_line"})
rules = light_rules.LightRuleViewSet.as_view({"get": "list", "post": "create"})
clocks = statutory.StatutoryViewSet.as_view({"get": "statutory_clocks"})
templates = orders.TemplateViewSet.as_view({"get": "list"})
building_plan = orders.BuildingPlanViewSet.as_view({"post": "plan"})
building_copy = orders.BuildingPlanViewSet.as_view({"post": "copy_plan"})
lateness = reasons.DerivationViewSet.as_view({"get": "lateness"})
risks = risk.RiskViewSet.as_view({"get": "risks", "post": "ask"})
ranges = kept_ranges.RangesViewSet.as_view({"post": "set_ranges"})
risk_one = risk.RiskAnalysisViewSet.as_view({"get": "risk", "delete": "cancel"})
levellings = levelling.LevellingsViewSet.as_view({"get": "levellings", "post": "level"})
levelling_one = levelling.LevellingViewSet.as_view({"get": "levelling", "delete": "drop"})
levelling_adopt = levelling.LevellingViewSet.as_view({"post": "adopt"})
resource_usage = usage.ResourceUsageViewSet.as_view({"get": "resource_usage"})
gantt_columns = gantt.GanttViewSet.as_view({"get": "gantt"})
derivation = reasons.DerivationViewSet.as_view({"get": "derivation"})
deliveries_of = delivery_deeds.ProjectDeliveriesViewSet
held_rules = alert_rules_held.ProjectAlertRulesViewSet
lights_past = light_history.LightHistoryViewSet.as_view({"get": "light_history"})
web_push_key = web_push.WebPushKeyViewSet.as_view({"get": "key"})
preferences = alert_preferences.AlertPreferencesViewSet.as_view({"get": "show", "post": "choose"})

uploads_all = uploads.UploadViewSet.as_view({"options": "metadata", "post": "create"})
upload_one = uploads.UploadViewSet.as_view(
    {
        "options": "metadata",
        "get": "retrieve",
        "head": "offset",
        "patch": "append",
        "delete": "terminate",
    }
)
manifest = photo_manifest.PhotoManifestViewSet.as_view({"post": "manifest"})

urlpatterns = [
    path("uploads/", uploads_all, name="uploads"),
    path("uploads/<uuid:pk>/", upload_one, name="upload"),
    path("photos/manifest/", manifest, name="photo-manifest"),
    path("alert-preferences/", preferences, name="alert-preferences"),
    path("web-push/key/", web_push_key, name="web-push-key"),
    path("milestones/<int:pk>/light-history/", lights_past, name="light-history"),
    path("activities/<int:pk>/derivation/", derivation, name="derivation"),
    path("projects/<int:pk>/schedule/paths/", paths, name="paths"),
    path("projects/<int:pk>/schedule/open-ends/", open_ends, name="open-ends"),
    path("projects/<int:pk>/schedule/quality/", quality_of, name="quality"),
    path("projects/<int:pk>/schedule/backward/", backward_of, name="backward"),
    path("projects/<int:pk>/schedule/backward/adopt/", backward_adopt, name="backward-adopt"),
    path("projects/<int:pk>/gantt/", gantt_columns, name="gantt"),
    path("projects/<int:pk>/summary/", summary, name="summary"),
    path("projects/<int:pk>/s-curve/", s_curve, name="s-curve"),
    path("projects/<int:pk>/front-line/", front_line, name="front-line"),
    path("projects/<int:pk>/statutory-clocks/", clocks, name="statutory-clocks"),
    path("light-rules/", rules, name="light-rules"),
    path("schedule-templates/", templates, name="schedule-templates"),
    path("buildings/<int:pk>/plan/", building_plan, name="building-plan"),
    path("buildings/<int:pk>/copy-plan/", building_copy, name="building-copy-plan"),
    path("activities/<int:pk>/lateness/", lateness, name="lateness"),
    path("projects/<int:pk>/schedule/risk/", risks, name="risks"),
    path("projects/<int:pk>/schedule/ranges/", ranges, name="ranges"),
    path("risk-analyses/<int:pk>/", risk_one, name="risk"),
    path("projects/<int:pk>/schedule/levelling/", levellings, name="levellings"),
    path("projects/<int:pk>/resource-usage/", resource_usage, name="resource-usage"),
    path("levellings/<int:pk>/", levelling_one, name="levelling"),
    path("levellings/<int:pk>/adopt/", levelling_adopt, name="levelling-adopt"),
    path("projects/<int:pk>/schedule/", schedule, name="schedule"),
    path(
        "projects/<int:pk>/alert-rules/",
        held_rules.as_view({"get": "alert_rules"}),
        name="alert-rules-held",
    ),
    path(
        "projects/<int:pk>/alert-rules/preview/",
        held_rules.as_view({"get": "preview"}),
        name="alert-preview",
    ),
    path("projects/<int:pk>/deliveries/", deliveries_of.as_view({"get": "stand"}), name="stand"),
    *[
        path(
            f"projects/<int:pk>/deliveries/{deed}/",
            deliveries_of.as_view({"post": deed}),
            name=deed,
        )
        for deed in ("retry", "release", "drop")
    ],
    path("auth/tokens/", tokens_list, name="tokens"),
    path("auth/tokens/<str:token_key>/", tokens_one, name="token"),
    path("schema/", docs.SchemaView.as_view(), name="schema"),
    path("docs/", docs.DocsView.as_view(), name="docs"),
    path("", include(router.urls)),
]
