/** A new activity or milestone; it may follow another one. */
import { useRef, useState } from "react";
import { Refusal } from "../../frame/Refusal";
import { post } from "../../shared/api";
import { type Boot, csrfNow } from "../../shared/boot";
import { faultsOf } from "../../shared/faults";
import { t } from "../../shared/i18n";
import { TextField } from "../../shared/TextField";
import type { Answer } from "../edit/apply";
import type { Plan } from "../plan";
import { Choice, WordChoice } from "../../shared/Choice";
import { BuildingChoice } from "./BuildingChoice";
import { codesOf, type Draft, KINDS, lasts } from "./drafts";
import { FIRST_CODE, nextCode } from "./codes";
import { computeFirst } from "./first";
import { FormSheet } from "../../shared/FormSheet";
import { useDeed } from "./useDeed";

const DURATION = 5;
const FIELDS = ["code", "name", "name_en", "wbs", "duration_days"] as const;

interface Props {
  plan: Plan;
  boot: Boot;
  /** The active activity's place: what is new is like it. */
  place: number | null;
  onMade: (activities: readonly number[]) => void;
  onClose: () => void;
}

function draftOf(plan: Plan, place: number | null): Draft {
  const all = plan.said.activities;
  const beside = place ?? plan.count - 1;
  const code = all.code[beside];
  return {
    project: plan.said.project,
    code: code === undefined ? FIRST_CODE : nextCode(code, codesOf(plan)),
    name: "",
    name_en: "",
    kind: "task",
    building: all.building[beside] ?? (plan.said.buildings.length === 1 ? plan.said.buildings[0]!.id : null),
    wbs: all.wbs[beside] ?? "",
    calendar: all.calendar[beside] ?? null,
    duration_days: DURATION,
  };
}

export function NewActivity({ plan, boot, place, onMade, onClose }: Props) {
  const { project, activities, calendars } = plan.said;
  const [draft, setDraft] = useState(() => draftOf(plan, place));
  const [follows, setFollows] = useState("");
  // a link that was refused is asked for again without a second activity
  const made = useRef<number | null>(null);
  const change = (changes: Partial<Draft>) => setDraft((now) => ({ ...now, ...changes }));
  const predecessor = activities.id[activities.code.indexOf(follows.trim())];
  const unknown = follows.trim() !== "" && predecessor === undefined;
  const adding = useDeed(
    project,
    async () => {
      const body = { ...draft, duration_days: lasts(draft.kind) ? draft.duration_days : 0 };
      made.current ??= (await post<Answer>("/api/v1/activities/", body, csrfNow(boot))).id;
      const successor = made.current;
      if (predecessor !== undefined) {
        await post("/api/v1/links/", { predecessor, successor, kind: "FS" }, csrfNow(boot));
      }
      await computeFirst(plan, boot);
      return successor;
    },
    (id) => onMade([id]),
  );
  const { at, rest } = faultsOf(adding.error, FIELDS);
  const text = (field: "code" | "name" | "name_en" | "wbs", most: number, required = false) => (
    <TextField
      label={t(`rows.fields.${field}`)}
      fault={at[field]}
      required={required}
      maxLength={most}
      value={draft[field]}
      onChange={({ target }) => change({ [field]: target.value })}
    />
  );
  return (
    <FormSheet
      title={t("rows.new")}
      deed={t("rows.add")}
      busy={adding.isPending}
      disabled={unknown}
      onSubmit={() => adding.mutate()}
      onClose={() => (made.current === null ? onClose() : onMade([made.current]))}
    >
      <div className="form-fields">
        {text("code", 50, true)}
        <WordChoice
          label={t("rows.fields.kind")}
          of={KINDS}
          words="rows.kinds"
          value={draft.kind}
          onChange={(kind) => change({ kind })}
        />
        {text("name", 200, true)}
        {text("name_en", 200)}
        <BuildingChoice
          label={t("rows.fields.building")}
          plan={plan}
          value={draft.building}
          onChange={(building) => change({ building })}
        />
        {text("wbs", 50)}
        {lasts(draft.kind) && (
          <TextField
            label={t("rows.fields.duration_days")}
            fault={at.duration_days}
            type="number"
            min={0}
            max={36500}
            required
            value={draft.duration_days}
            onChange={({ target }) => change({ duration_days: Number(target.value) })}
          />
        )}
        <Choice
          label={t("rows.fields.calendar")}
          value={draft.calendar}
          onChange={(id) => change({ calendar: Number(id) || null })}
        >
          <option value="">{t("rows.projectCalendar")}</option>
          {calendars.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </Choice>
        <TextField
          label={t("rows.follows")}
          hint={predecessor === undefined ? t("rows.followsHint") : activities.name[activities.id.indexOf(predecessor)]}
          fault={unknown ? t("rows.noSuchCode") : undefined}
          maxLength={50}
          value={follows}
          onChange={({ target }) => setFollows(target.value)}
        />
      </div>
      {made.current !== null && adding.isError && <p>{t("rows.linkRefused")}</p>}
      <Refusal error={rest} words="refused" boot={boot} />
    </FormSheet>
  );
}
