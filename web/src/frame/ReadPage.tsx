/** A page that reads before it shows: what it waits for, and what is said when that fails. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Problem } from "../shared/api";
import type { Boot } from "../shared/boot";
import { timeOf } from "../shared/dates";
import { t } from "../shared/i18n";
import { Loading, Page } from "./Page";
import { useOnline } from "./online";
import { Trouble } from "./Trouble";

export type Read = Pick<
  UseQueryResult<unknown>,
  "data" | "error" | "dataUpdatedAt" | "refetch"
>;

interface Props {
  boot: Boot;
  reads: readonly Read[];
  /** Whether the bar says when the page was read: for what refreshes by itself. */
  dated?: boolean;
  children: ReactNode;
}

export function ReadPage({ boot, reads, dated, children }: Props) {
  const isOnline = useOnline();
  const error = reads.find((read) => read.error)?.error ?? null;
  const ready = reads.every(({ data }) => data !== undefined);
  const read = ready
    ? new Date(Math.min(...reads.map(({ dataUpdatedAt }) => dataUpdatedAt))).toISOString()
    : "";
  if (error instanceof Problem && error.status === 404) {
    return (
      <Page boot={boot}>
        <div className="message">{t("projectNotThere")}</div>
      </Page>
    );
  }
  return (
    <Page boot={boot} asOf={dated ? read : undefined}>
      <Trouble
        error={error}
        // the first time of a page takes long to be put into words, and mostly nothing is wrong
        time={read && (error || !isOnline) ? timeOf(read) : ""}
        boot={boot}
        onRetry={() => void Promise.all(reads.map(({ refetch }) => refetch()))}
      />
      {!ready && !error && <Loading />}
      {ready && children}
    </Page>
  );
}
