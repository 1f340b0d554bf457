/** A planner looked at both uses of a picture and says why they are right. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Refusal } from "../frame/Refusal";
import { post } from "../shared/api";
import { bootRead, csrfNow } from "../shared/boot";
import { t } from "../shared/i18n";
import { SaveOrCancel } from "../shared/SaveOrCancel";
import { TextField } from "../shared/TextField";

const REASON_MAX = 500;

export function Settle({ match }: { match: number }) {
  const boot = bootRead(document);
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const settling = useMutation({
    mutationFn: () =>
      post(`/api/v1/photo-matches/${match}/settle/`, { reason: reason.trim() }, csrfNow(boot)),
    onSuccess: () =>
      Promise.all(
        ["photo-matches", "photos"].map((key) => client.invalidateQueries({ queryKey: [key] })),
      ),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    settling.mutate();
  };
  if (!open) {
    return (
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t("album.settle")}
      </button>
    );
  }
  return (
    // an arrow in the line moves its cursor and turns no page
    <form className="settle" onSubmit={submit} onKeyDown={(event) => event.stopPropagation()}>
      <TextField
        label={t("album.settleReason")}
        hint={t("album.settleHint")}
        required
        maxLength={REASON_MAX}
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <Refusal error={settling.error} words="refused" boot={boot} />
      <SaveOrCancel busy={settling.isPending} onCancel={() => setOpen(false)} />
    </form>
  );
}
