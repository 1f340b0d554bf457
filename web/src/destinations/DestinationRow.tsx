/** One destination: its state, what it is told, and to test, change or remove it. */
import { useState } from "react";
import { Refusal } from "../frame/Refusal";
import type { Project } from "../frame/useProject";
import { listed } from "../rules/recipients";
import type { Rule } from "../rules/types";
import { AddressHead, RemoveForm } from "../shared/Address";
import { refusalIn, refusalOf, stateOf } from "../shared/addresses";
import type { Boot } from "../shared/boot";
import { dayOf, momentInWords } from "../shared/dates";
import type { Destination } from "../shared/destinations";
import { faultsOf } from "../shared/faults";
import { language, t } from "../shared/i18n";
import { rulesPath } from "../shared/projectPaths";
import { kindsTold } from "./destination";
import { EditDestination } from "./EditDestination";
import { type Deed, useDeed } from "./useDestinations";

interface Props {
  destination: Destination;
  project: Project;
  rules: readonly Rule[];
  boot: Boot;
}

function stateSaid(destination: Destination, zone: string): string {
  const { verified_at: at, broken_text: why } = destination;
  const today = dayOf(new Date().toISOString(), zone);
  const when = at ? momentInWords(at, language(), today, zone) : "";
  return t(`destinationStates.${stateOf(destination)}`, { when, why });
}

function Told({ destination, project, rules }: Omit<Props, "boot">) {
  const kinds = kindsTold(rules, destination.id).map((kind) => t(`alertKinds.${kind}`));
  return (
    <p className="destination-told quiet">
      {kinds.length ? t("destinationRules", { kinds: listed(kinds) }) : t("destinationNoRules")}{" "}
      {kinds.length === 0 && <a href={rulesPath(project.id)}>{t("destinationRulesChoose")}</a>}
    </p>
  );
}

/** What came of the last deed. */
function Done({ deed, answer }: { deed: Deed; answer: object | null }) {
  const refusal = refusalIn(answer);
  if (refusal) {
    return (
      <p role="status" className="failure">
        {t("notSent", { why: refusalOf(answer) })}
        <br />
        {refusal.error_class && t(`testAdvice.${refusal.error_class}`)}
      </p>
    );
  }
  if (deed.door === "add" || deed.door === "remove") return null;
  const moved = deed.door === "change" && ("value" in deed.body || "secret" in deed.body);
  const said = deed.door === "test" ? "destinationOn" : moved ? "destinationMoved" : "destinationSaved";
  return (
    <p role="status" className="address-done">
      {t(said)}
    </p>
  );
}

export function DestinationRow({ destination, project, rules, boot }: Props) {
  const [opened, setOpened] = useState<"" | "edit" | "remove">("");
  const deed = useDeed(project.id, boot);
  const { at, rest } = faultsOf(deed.error, ["value", "secret", "label"]);
  const state = stateOf(destination);
  const open = (what: typeof opened) => {
    deed.reset();
    setOpened(what);
  };
  const save = (body: Record<string, string>) => {
    const close = () => setOpened("");
    if (Object.keys(body).length === 0) close();
    else deed.mutate({ door: "change", destination, body }, { onSuccess: close });
  };
  return (
    <li className="panel destination">
      <AddressHead
        address={destination}
        state={state}
        said={stateSaid(destination, project.time_zone ?? "Asia/Shanghai")}
      />
      <Told destination={destination} project={project} rules={rules} />
      {opened === "edit" && (
        <EditDestination
          destination={destination}
          faults={at}
          busy={deed.isPending}
          onSave={save}
          onCancel={() => open("")}
        />
      )}
      {opened === "remove" && (
        <RemoveForm
          question={t("destinationRemoveSure", { name: destination.label || destination.value })}
          busy={deed.isPending}
          onRemove={() => deed.mutate({ door: "remove", destination })}
          onKeep={() => open("")}
        />
      )}
      {opened === "" && (
        <div className="address-deeds">
          <button
            type="button"
            className={state === "proven" ? "button" : "button button-main"}
            disabled={deed.isPending}
            onClick={() => deed.mutate({ door: "test", destination })}
          >
            {t("testSend")}
          </button>
          <button type="button" className="button" onClick={() => open("edit")}>
            {t("destinationEdit")}
          </button>
          <button type="button" className="button button-plain" onClick={() => open("remove")}>
            {t("addressRemove")}
          </button>
        </div>
      )}
      <Refusal error={rest} words="refused" boot={boot} />
      {deed.isSuccess && <Done deed={deed.variables} answer={deed.data} />}
    </li>
  );
}
