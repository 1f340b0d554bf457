/** A destination as a form holds it, and the bodies that store it. */
import type { Rule } from "../rules/types";
import type { Destination } from "../shared/destinations";

export type Channel = Destination["channel"];
export const CHANNELS = [
  "dingtalk",
  "wecom_robot",
  "feishu",
  "webhook",
] as const satisfies readonly Channel[];

/** Whether what goes there is signed: a WeCom robot's address is all that it has. */
const SIGNED: Record<Channel, "never" | "perhaps" | "always"> = {
  dingtalk: "perhaps",
  wecom_robot: "never",
  feishu: "perhaps",
  webhook: "always",
};

export interface Draft {
  value: string;
  secret: string;
  label: string;
  /** Forget the secret that is stored. */
  unsigned: boolean;
}

export const EMPTY: Draft = { value: "", secret: "", label: "", unsigned: false };

export function hasSecret(channel: Channel): boolean {
  return SIGNED[channel] !== "never";
}

export function needsSecret(channel: Channel): boolean {
  return SIGNED[channel] === "always";
}

export function creationOf(project: number, channel: Channel, draft: Draft): object {
  return {
    project,
    channel,
    value: draft.value.trim(),
    label: draft.label.trim(),
    ...(hasSecret(channel) ? { secret: draft.secret.trim() } : {}),
  };
}

/** Only what changed: another address or secret has to be tested again. Empty inputs keep both. */
export function changesOf({ label = "" }: Destination, draft: Draft): Record<string, string> {
  const value = draft.value.trim();
  const secret = draft.secret.trim();
  return {
    ...(draft.label.trim() === label ? {} : { label: draft.label.trim() }),
    ...(value ? { value } : {}),
    ...(secret || draft.unsigned ? { secret: draft.unsigned ? "" : secret } : {}),
  };
}

/** 32 bytes as Standard Webhooks writes a secret. */
export function secretOf(bytes: Uint8Array): string {
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

/** The kinds of alerts that a destination is told of, by the rules that hold and are on. */
export function kindsTold(rules: readonly Rule[], id: number): Rule["kind"][] {
  return rules
    .filter(({ enabled, levels = [] }) => {
      const named = levels.flatMap(({ recipients }) => recipients);
      return enabled !== false && named.some(({ contact }) => contact === id);
    })
    .map(({ kind }) => kind);
}
