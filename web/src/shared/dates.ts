/** Calendar days (`YYYY-MM-DD`, no zone) and moments (UTC, shown in a project's zone) in words. */

export type Language = "zh-hans" | "en";

const WEEKDAYS = ["周日", "周一", "周二", "周三", "周四", "周五", "周六"];
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** `11-23 周一` / `Mon 23 Nov`; another year than today's is named: `2025-11-23` / `23 Nov 2025`. */
export function dayInWords(day: string, language: Language, today: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  const number = date.getUTCDate();
  const month = MONTHS[date.getUTCMonth()] ?? "";
  if (day.slice(0, 4) !== today.slice(0, 4)) {
    return language === "en" ? `${number} ${month} ${day.slice(0, 4)}` : day;
  }
  const weekday = date.getUTCDay();
  return language === "en"
    ? `${DAYS[weekday]} ${number} ${month}`
    : `${day.slice(5)} ${WEEKDAYS[weekday]}`;
}

/** The calendar day of a moment in a zone. */
export function dayOf(moment: string, zone: string): string {
  // Swedish writes dates as ISO 8601 does
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" }).format(
    new Date(moment),
  );
}

/** `08:30` in a zone. */
export function timeOf(moment: string, zone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    ...(zone ? { timeZone: zone } : {}),
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(moment));
}

/** `11-23 周一 08:30` / `Mon 23 Nov 08:30`. */
export function momentInWords(
  moment: string,
  language: Language,
  today: string,
  zone: string,
): string {
  return `${dayInWords(dayOf(moment, zone), language, today)} ${timeOf(moment, zone)}`;
}
