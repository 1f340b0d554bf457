/** Sign for one alert. Nothing is shown as signed before the server has said so. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { post } from "../shared/api";
import { type Boot, csrfNow } from "../shared/boot";
import { nameOf, t } from "../shared/i18n";
import type { Waiting } from "./alerts";
import { titleOf } from "./BuildingRow";
import { Refusal } from "../frame/Refusal";
import { ALERTS } from "../frame/waiting";
import { PORTFOLIO } from "./usePortfolio";
import "../shared/Sheet.css";

const COMMENT_MAX = 4000;

interface Props {
  waiting: Waiting;
  boot: Boot;
  onClose: (signed: boolean) => void;
}

export function SignDialog({ waiting, boot, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const signed = useRef(false);
  const [comment, setComment] = useState("");
  const client = useQueryClient();
  const signing = useMutation({
    mutationFn: () =>
      post(`/api/v1/alerts/${waiting.alert.id}/acknowledge/`, { comment }, csrfNow(boot)),
    onSuccess: async () => {
      signed.current = true;
      await Promise.all(
        [PORTFOLIO, ALERTS].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
      dialog.current?.close();
    },
  });
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signing.mutate();
  };
  return (
    <dialog
      ref={dialog}
      className="sheet"
      aria-labelledby="sign-title"
      onClose={() => onClose(signed.current)}
    >
      <form onSubmit={submit}>
        <h2 id="sign-title">{t("signTitle")}</h2>
        <p>
          <strong>
            {titleOf(waiting.building)} · {nameOf(waiting.milestone)}
          </strong>
        </p>
        <p className="quiet">{t("signExplain")}</p>
        <label className="field">
          <span>{t("comment")}</span>
          <textarea
            name="comment"
            rows={3}
            maxLength={COMMENT_MAX}
            placeholder={t("commentHint")}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        </label>
        <Refusal error={signing.error} words="signFailed" boot={boot} />
        <p className="buttons">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t("cancel")}
          </button>
          <button type="submit" className="button button-main" disabled={signing.isPending}>
            {signing.isPending ? t("signing") : t("sign")}
          </button>
        </p>
      </form>
    </dialog>
  );
}
