/** Days as numbers since 1970-01-01 (a Thursday), without an object for each of them. */
export interface Civil {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

const ERA_DAYS = 146_097;
// days between 0000-03-01 and 1970-01-01
const SHIFT = 719_468;

/** The calendar date of a day number (proleptic Gregorian). */
export function civilOf(number: number): Civil {
  const shifted = number + SHIFT;
  const era = Math.floor(shifted / ERA_DAYS);
  const inEra = shifted - era * ERA_DAYS;
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) /
      365,
  );
  const inYear =
    inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  // months are counted from March, so that the leap day is the last one of a year
  const fromMarch = Math.floor((5 * inYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: yearOfEra + era * 400 + Number(month <= 2),
    month,
    day: inYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

/** The number of a calendar date; a month beyond 12 is one of the next year. */
export function numberOf(year: number, month: number, day: number): number {
  const months = year * 12 + month - 1 - 2;
  const shiftedYear = Math.floor(months / 12);
  const fromMarch = months - shiftedYear * 12;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const inYear = Math.floor((153 * fromMarch + 2) / 5) + day - 1;
  const leaps = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * ERA_DAYS + yearOfEra * 365 + leaps + inYear - SHIFT;
}

/** 0 is Monday. */
export function weekdayOf(number: number): number {
  return (((number + 3) % 7) + 7) % 7;
}

/** `2026-11-23`. */
export function isoOf(number: number): string {
  const { year, month, day } = civilOf(number);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** The number of `2026-11-23`; null for what is no such date. */
export function dayFromIso(text: string): number | null {
  const found = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim().replaceAll("/", "-"));
  if (!found) return null;
  const [year, month, day] = found.slice(1).map(Number) as [number, number, number];
  const number = numberOf(year, month, day);
  const back = civilOf(number);
  return month >= 1 && month <= 12 && back.month === month && back.day === day ? number : null;
}
