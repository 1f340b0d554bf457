/** 倒排: a finish that is given, and what it asks of the plan. Nothing changes until it is adopted. */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { post } from "../../../shared/api";
import { csrfNow } from "../../../shared/boot";
import { faultsOf } from "../../../shared/faults";
import { t, wordsAdd } from "../../../shared/i18n";
import * as words from "../../../shared/i18n/backwardWords";
import { Failed } from "../Failed";
import { Moved } from "../Moved";
import type { PanelProps } from "../panels";
import { Working } from "../Working";
import { Adopt, type Adopted } from "./Adopt";
import { type Look, type Question as Asked, supposed, verdictOf } from "./backward";
import { Chain } from "./Chain";
import { Latest } from "./Latest";
import { FIELDS, Question } from "./Question";
import { Shortenings } from "./Shortenings";
import { Starts } from "./Starts";
import "./Backward.css";

wordsAdd(words);

interface Found {
  look: Look;
  /** The computation that was looked at. */
  computation: number;
}

function Said({ look }: { look: Look }) {
  const { kind, days } = verdictOf(look);
  return (
    <p className={`backward-verdict backward-${kind}`} role="status">
      <strong>{t(`backward.verdicts.${kind}`, { count: days })}</strong>
      <span>{t("backward.expected", { day: look.finish, expected: look.expected_finish })}</span>
    </p>
  );
}

export default function Backward(given: PanelProps) {
  const { plan, boot, mayEdit, place, onGo, onSuppose } = given;
  const { project, computation } = plan.said;
  const [adopting, setAdopting] = useState(false);
  const [adopted, setAdopted] = useState<Adopted | null>(null);
  const asking = useMutation({
    mutationFn: async (asked: Asked): Promise<Found> => ({
      look: await post<Look>(`/api/v1/projects/${project}/schedule/backward/`, asked, csrfNow(boot)),
      computation,
    }),
    onMutate: () => setAdopted(null),
    onSuccess: ({ look }) => onSuppose(supposed(look)),
    onError: () => onSuppose(null),
  });
  useEffect(() => () => onSuppose(null), [onSuppose]);
  const found = asking.isPending ? undefined : asking.data;
  const { rest } = faultsOf(asking.error, FIELDS);
  const done = (answer: Adopted) => {
    setAdopting(false);
    setAdopted(answer);
    onSuppose(null);
    asking.reset();
  };
  return (
    <>
      <p className="quiet">{t("backward.about")}</p>
      <Question
        plan={plan}
        place={place}
        busy={asking.isPending}
        error={asking.error}
        onAsk={asking.mutate}
      />
      {asking.isPending && (
        <Working words={t("backward.asking")} {...limitOf(asking.variables)} />
      )}
      <Failed error={rest} boot={boot} />
      {adopted && (
        <Moved
          title={t("backward.adopted", { count: adopted.moved_count })}
          moved={adopted.moved}
          plan={plan}
          onGo={onGo}
        />
      )}
      {found && (
        <>
          <Said look={found.look} />
          {found.computation !== computation && (
            <p className="failure">{t("backward.lookAgain")}</p>
          )}
          {mayEdit && (
            <p className="panel-deeds">
              <button type="button" className="button" onClick={() => setAdopting(true)}>
                {t("backward.adopt")}
              </button>
            </p>
          )}
          {found.look.crash && <Shortenings crash={found.look.crash} plan={plan} onGo={onGo} />}
          <Chain look={found.look} plan={plan} onGo={onGo} />
          <Starts look={found.look} plan={plan} onGo={onGo} />
          <Latest look={found.look} plan={plan} onGo={onGo} />
        </>
      )}
      {found && adopting && (
        <Adopt
          look={found.look}
          plan={plan}
          boot={boot}
          onAdopted={done}
          onClose={() => setAdopting(false)}
        />
      )}
    </>
  );
}

/** A search may take what it was given, and then the answer is made. */
function limitOf(asked: Asked | undefined): { limit?: number } {
  return asked?.crash && asked.time_limit_s ? { limit: asked.time_limit_s } : {};
}
