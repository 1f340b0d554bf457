/** A new link of the active activity, by the code of the other one. */
import { type FormEvent, useState } from "react";
import { Choice, WordChoice } from "../../../shared/Choice";
import { t } from "../../../shared/i18n";
import { TextField } from "../../../shared/TextField";
import { KINDS } from "../../edit/LinkFields";
import { linkMade } from "../../edit/linkEdits";
import type { Edits } from "../../edit/useEdits";
import type { LinkKind, Plan } from "../../plan";

interface Props {
  plan: Plan;
  place: number;
  edits: Edits;
}

export function AddLink({ plan, place, edits }: Props) {
  const [precedes, setPrecedes] = useState(true);
  const [code, setCode] = useState("");
  const [kind, setKind] = useState<LinkKind>("FS");
  const [fault, setFault] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = code.trim();
    const other = plan.said.activities.code.indexOf(wanted);
    if (other < 0) return setFault(t("links.noSuchCode", { code: wanted }));
    if (other === place) return setFault(t("links.self"));
    setFault("");
    const edit = precedes ? linkMade(plan, other, place, kind) : linkMade(plan, place, other, kind);
    edits.send(edit, (made) => made !== null && setCode(""));
  };
  return (
    <form className="gantt-link-new" onSubmit={submit}>
      <h4>{t("links.add")}</h4>
      <div className="gantt-link-fields">
        <Choice
          label={t("links.which")}
          value={precedes ? "predecessor" : "successor"}
          onChange={(side) => setPrecedes(side === "predecessor")}
        >
          <option value="predecessor">{t("links.asPredecessor")}</option>
          <option value="successor">{t("links.asSuccessor")}</option>
        </Choice>
        <TextField
          label={t("links.code")}
          value={code}
          required
          maxLength={50}
          fault={fault || undefined}
          onChange={({ target }) => setCode(target.value)}
        />
        <WordChoice
          label={t("links.fields.kind")}
          of={KINDS}
          words="links.kinds"
          value={kind}
          onChange={setKind}
        />
      </div>
      <button type="submit" className="button" disabled={edits.busy}>
        {t("links.addDeed")}
      </button>
    </form>
  );
}
