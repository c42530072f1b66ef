/** Dates of commits as git prints them. */
import type { Person } from './objects.ts';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');

/** The clock of the commit's own zone. */
function parts({ time, zone }: Person) {
	const minutes = (zone.startsWith('-') ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3)));
	const date = new Date((time + minutes * 60) * 1000);
	const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
	const day = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
	return { date, clock, day };
}

/** Fri Jan 2 03:04:05 2026 +0000 */
export function defaultDate(person: Person): string {
	const { date, clock } = parts(person);
	return `${DAYS[date.getUTCDay()]} ${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()} ${clock} ${date.getUTCFullYear()} ${person.zone}`;
}
/** 2026-01-02 03:04:05 +0000 */
export function isoDate(person: Person): string {
	const { clock, day } = parts(person);
	return `${day} ${clock} ${person.zone}`;
}
export function strictIsoDate(person: Person): string {
	const { clock, day } = parts(person);
	return `${day}T${clock}${person.zone === '+0000' ? '+00:00' : `${person.zone.slice(0, 3)}:${person.zone.slice(3)}`}`;
}
export const shortDate = (person: Person): string => parts(person).day;
export function rfcDate(person: Person): string {
	const { date, clock } = parts(person);
	return `${DAYS[date.getUTCDay()]}, ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()} ${clock} ${person.zone}`;
}

/** "5 minutes ago", as git rounds. @param now seconds since the epoch */
export function relativeDate({ time }: Person, now: number): string {
	const ago = (value: number, unit: string) => `${value} ${unit}${value === 1 ? '' : 's'} ago`;
	let value = Math.max(0, Math.floor(now - time));
	if (value < 90) return ago(value, 'second');
	value = Math.floor((value + 30) / 60);
	if (value < 90) return ago(value, 'minute');
	value = Math.floor((value + 30) / 60);
	if (value < 36) return ago(value, 'hour');
	value = Math.floor((value + 12) / 24);
	if (value < 14) return ago(value, 'day');
	if (value < 70) return ago(Math.floor((value + 3) / 7), 'week');
	if (value < 365) return ago(Math.floor((value + 15) / 30), 'month');
	return ago(Math.floor((value + 183) / 365), 'year');
}
