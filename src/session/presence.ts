/** Which runs are being lived in some tab of this browser, so that another tab does not call them interrupted. */

const lockOf = (id: string) => `tabgym run ${id}`;

/** Marks a run as live until the returned function is called or the tab is gone. */
export async function markLive(id: string): Promise<() => void> {
	let release = () => {};
	const held = new Promise<void>((resolve) => (release = resolve));
	await new Promise<void>((taken) => {
		void navigator.locks.request(lockOf(id), () => {
			taken();
			return held;
		});
	});
	return release;
}

export async function isLive(id: string): Promise<boolean> {
	const { held = [] } = await navigator.locks.query();
	return held.some(({ name }) => name === lockOf(id));
}
