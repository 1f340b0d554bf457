/** A destination being renamed or led elsewhere. */
import { type FormEvent, useState } from "react";
import type { Destination } from "../shared/destinations";
import { SaveOrCancel } from "../shared/SaveOrCancel";
import { changesOf, type Draft, EMPTY } from "./destination";
import { DestinationFields } from "./DestinationFields";

interface Props {
  destination: Destination;
  faults: Partial<Record<keyof Draft, string>>;
  busy: boolean;
  /** Only what changed; nothing, perhaps. */
  onSave: (changes: Record<string, string>) => void;
  onCancel: () => void;
}

export function EditDestination({ destination, faults, busy, onSave, onCancel }: Props) {
  const [draft, setDraft] = useState({ ...EMPTY, label: destination.label ?? "" });
  const save = (event: FormEvent) => {
    event.preventDefault();
    onSave(changesOf(destination, draft));
  };
  return (
    <form className="destination-form" onSubmit={save}>
      <DestinationFields
        channel={destination.channel}
        draft={draft}
        faults={faults}
        kept={destination.value}
        onChange={(changes) => setDraft((now) => ({ ...now, ...changes }))}
      />
      <SaveOrCancel busy={busy} onCancel={onCancel} />
    </form>
  );
}
