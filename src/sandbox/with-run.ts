/** The same sandbox with another way to run commands in it. */
import type { Sandbox } from './sandbox.ts';

export function withRun(sandbox: Sandbox, run: Sandbox['run']): Sandbox {
	return {
		describeHost: () => sandbox.describeHost(),
		mount: (layers) => sandbox.mount(layers),
		run,
		read: (path) => sandbox.read(path),
		write: (path, content) => sandbox.write(path, content),
		changes: () => sandbox.changes(),
		blob: (id) => sandbox.blob(id),
		snapshot: () => sandbox.snapshot(),
		restore: (snapshot) => sandbox.restore(snapshot),
		close: () => sandbox.close()
	};
}
