/** What waits for the reader first, then every other alert of his projects. */
import { useSearch } from "../frame/address";
import { Loading, Page } from "../frame/Page";
import { Trouble } from "../frame/Trouble";
import type { Boot } from "../shared/boot";
import { timeOf } from "../shared/dates";
import { t, wordsAdd } from "../shared/i18n";
import * as words from "../shared/i18n/alertWords";
import { InboxRow } from "./InboxRow";
import { type InboxFilters, inboxRead, inboxWrite, KINDS, NO_FILTERS, STATES } from "./inboxFilters";
import type { Alert } from "./types";
import { useEvery, useMine } from "./useAlerts";
import "./Inbox.css";

wordsAdd(words);

interface FiltersProps {
  filters: InboxFilters;
  onChange: (filters: InboxFilters) => void;
}

function Filters({ filters, onChange }: FiltersProps) {
  return (
    <form className="inbox-filters" aria-label={t("filters")}>
      <label>
        <span>{t("kind")}</span>
        <select
          value={filters.kind ?? ""}
          onChange={(event) => {
            const kind = KINDS.find((each) => each === event.target.value) ?? null;
            onChange({ ...filters, kind });
          }}
        >
          <option value="">{t("allKinds")}</option>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`alertKinds.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t("alertState")}</span>
        <select
          value={filters.state}
          onChange={(event) => {
            const state = STATES.find((each) => each === event.target.value) ?? NO_FILTERS.state;
            onChange({ ...filters, state });
          }}
        >
          {STATES.map((state) => (
            <option key={state} value={state}>
              {t(`alertStates.${state}`)}
            </option>
          ))}
        </select>
      </label>
    </form>
  );
}

function Rows({ alerts }: { alerts: readonly Alert[] }) {
  return (
    <ul className="inbox-rows">
      {alerts.map((alert) => (
        <InboxRow key={alert.id} alert={alert} />
      ))}
    </ul>
  );
}

/** Nothing to show: what that means, and what there is to do instead. */
function NoOthers({ filters, onChange, boot }: FiltersProps & { boot: Boot }) {
  if (inboxWrite(filters)) {
    return (
      <p className="inbox-empty">
        <span className="quiet">{t("inboxNoMatch")}</span>
        <button type="button" className="button" onClick={() => onChange(NO_FILTERS)}>
          {t("clearFilters")}
        </button>
      </p>
    );
  }
  return (
    <p className="inbox-empty">
      <span className="quiet">{t("inboxNoOthers")}</span>
      <a className="button" href={boot.urls.board}>
        {t("toBoard")}
      </a>
    </p>
  );
}

export default function Inbox({ boot }: { boot: Boot }) {
  const [search, searchSet] = useSearch();
  const filters = inboxRead(search);
  const onChange = (next: InboxFilters) => searchSet(inboxWrite(next));
  const mine = useMine(filters);
  const every = useEvery(filters);
  const waiting = mine.data?.results ?? [];
  const above = new Set(waiting.map(({ id }) => id));
  const others = (every.data?.pages ?? [])
    .flatMap(({ results }) => results)
    .filter(({ id }) => !above.has(id));
  const read = mine.data && every.data;
  const asOf = Math.min(mine.dataUpdatedAt, every.dataUpdatedAt);
  const time = read ? timeOf(new Date(asOf).toISOString()) : "";
  const retry = () => void Promise.all([mine.refetch(), every.refetch()]);
  return (
    <Page boot={boot}>
      <Trouble error={mine.error ?? every.error} time={time} boot={boot} onRetry={retry} />
      {!read && (mine.isPending || every.isPending) && <Loading />}
      {read && (
        <div className="inbox">
          <section aria-labelledby="mine">
            <div className="inbox-head">
              <h2 id="mine">
                {t("inboxMine")} <span>{waiting.length || ""}</span>
              </h2>
              <a href={boot.urls.contacts}>{t("contactsLink")}</a>
            </div>
            {waiting.length ? (
              <Rows alerts={waiting} />
            ) : (
              <p className="inbox-empty quiet">{t("inboxNothing")}</p>
            )}
          </section>
          <section aria-labelledby="others">
            <div className="inbox-head">
              <h2 id="others">{t("inboxOthers")}</h2>
              <Filters filters={filters} onChange={onChange} />
            </div>
            {others.length ? (
              <Rows alerts={others} />
            ) : (
              <NoOthers filters={filters} onChange={onChange} boot={boot} />
            )}
            {every.hasNextPage && (
              <button
                type="button"
                className="button inbox-more"
                disabled={every.isFetchingNextPage}
                onClick={() => void every.fetchNextPage()}
              >
                {t("showMore")}
              </button>
            )}
          </section>
        </div>
      )}
    </Page>
  );
}
