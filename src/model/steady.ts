/** An output without what differs from one run to the next of the same program: durations. */
export function steady(output: string): string {
	return output
		.replace(/\b\d+(\.\d+)?\s?(ms|s|seconds|milliseconds)\b/g, '<time>')
		.replace(/\bduration_ms:? \d+(\.\d+)?/g, '<time>')
		.trimEnd();
}
