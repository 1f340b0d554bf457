"""How the API describes itself: drf-spectacular's settings."""

SETTINGS = {
    "TITLE": "Topout API",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "ENUM_NAME_OVERRIDES": {
        "ActivityStateEnum": "projects.models.words.ActivityState",
        "ActivityKindEnum": "projects.models.words.ActivityKind",
        "EvidencePolicyEnum": "projects.models.words.EvidencePolicy",
        "PhotoStateEnum": "projects.models.words.PhotoState",
        "AlertKindEnum": "projects.models.words.AlertKind",
        "MilestoneKindEnum": "projects.api.milestone_rows.KIND_CHOICES",
        "DeliveryStateEnum": "projects.models.words.DeliveryState",
        "RoleEnum": "projects.models.words.Role",
        "LightColourEnum": "projects.models.words.LightColour",
        "ActivityEndEnum": "projects.api.schedule.reasons.ENDS",
        "LightRuleNameEnum": "projects.models.words.LightRuleName",
        "DateCauseEnum": "projects.selectors.derivations.CAUSE_KINDS",
        "LinkKindEnum": "projects.models.words.LinkKind",
        "ConstraintEnum": "projects.models.words.Constraint",
        "ScheduleProfileEnum": "projects.models.words.Profile",
        "ProgressModeEnum": "projects.models.words.ProgressMode",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "projects.api.schema.add_problem_responses",
    ],
}
