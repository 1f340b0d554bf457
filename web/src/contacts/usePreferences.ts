/** What the reader has chosen, and how it is stored. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, mayTryAgain, write } from "../shared/api";
import { type Boot, csrfNow } from "../shared/boot";
import type { Preferences } from "./preferences";

const DOOR = "/api/v1/alert-preferences/";
const KEY = ["alert-preferences"] as const;

export function usePreferences() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => get<Preferences>(DOOR, signal),
    retry: mayTryAgain,
  });
}

export function useChoose(boot: Boot) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Record<string, unknown>) =>
      write<Preferences>(DOOR, { method: "POST", csrf: csrfNow(boot), body }),
    onSuccess: (said) => client.setQueryData(KEY, said),
  });
}
