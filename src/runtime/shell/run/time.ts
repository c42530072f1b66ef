/** What `time` says of a pipeline; how long the processor was busy no page can tell. */
export function timeReport(milliseconds: number): string {
	const shown = (value: number) => `${Math.floor(value / 60_000)}m${((value % 60_000) / 1000).toFixed(3)}s`;
	return `\nreal\t${shown(milliseconds)}\nuser\t${shown(0)}\nsys\t${shown(0)}\n`;
}
