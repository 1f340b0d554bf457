/** Room on the phone, and whether the browser has promised to keep what is there. */

export interface Room {
  usedBytes: number;
  quotaBytes: number;
  isPersistent: boolean;
}

/** Ask the browser to keep our data; some ask the person, some decide by themselves. */
export async function roomAsk(): Promise<Room | null> {
  if (!navigator.storage?.estimate) return null;
  const isPersistent = (await navigator.storage.persist?.()) ?? false;
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return { usedBytes: usage, quotaBytes: quota, isPersistent };
}
