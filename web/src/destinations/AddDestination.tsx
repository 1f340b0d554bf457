/** A new destination of the project. */
import { type FormEvent, useState } from "react";
import { Refusal } from "../frame/Refusal";
import type { Boot } from "../shared/boot";
import { faultsOf } from "../shared/faults";
import { t } from "../shared/i18n";
import { type Channel, CHANNELS, creationOf, EMPTY } from "./destination";
import { DestinationFields } from "./DestinationFields";
import { useDeed } from "./useDestinations";

export function AddDestination({ project, boot }: { project: number; boot: Boot }) {
  const [channel, setChannel] = useState<Channel>("dingtalk");
  const [draft, setDraft] = useState(EMPTY);
  const deed = useDeed(project, boot);
  const { at, rest } = faultsOf(deed.error, ["value", "secret", "label"]);
  const add = (event: FormEvent) => {
    event.preventDefault();
    const body = creationOf(project, channel, draft);
    deed.mutate({ door: "add", body }, { onSuccess: () => setDraft(EMPTY) });
  };
  return (
    <form className="panel destination-form" onSubmit={add}>
      <h3>{t("destinationAdd")}</h3>
      <label className="field">
        <span>{t("addressChannel")}</span>
        <select
          value={channel}
          onChange={(event) => {
            setChannel(CHANNELS.find((each) => each === event.target.value) ?? channel);
            setDraft((now) => ({ ...now, secret: "" }));
            deed.reset();
          }}
        >
          {CHANNELS.map((each) => (
            <option key={each} value={each}>
              {t(`channels.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <DestinationFields
        channel={channel}
        draft={draft}
        faults={at}
        onChange={(changes) => setDraft((now) => ({ ...now, ...changes }))}
      />
      <Refusal error={rest} words="refused" boot={boot} />
      <p className="address-deeds">
        <button type="submit" className="button button-main" disabled={deed.isPending}>
          {t("addressSave")}
        </button>
        <span role="status">{deed.isSuccess && t("destinationTaken")}</span>
      </p>
    </form>
  );
}
