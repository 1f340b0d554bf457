/** A change of a plan's rows: sent, and the plan read again whatever came of it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ganttKey } from "../useGantt";

export function useDeed<T>(project: number, deed: () => Promise<T>, onDone: (made: T) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deed,
    onSuccess: onDone,
    onSettled: () => client.invalidateQueries({ queryKey: ganttKey(project), exact: true }),
  });
}
