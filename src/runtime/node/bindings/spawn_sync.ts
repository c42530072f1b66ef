import { CodedError } from '../../wire/coded-error.ts';
import type { BindingFactory } from '../context.ts';
import { bytesOf } from '../encoding.ts';
import { directoryOf, environmentOf, inherited, signalName, type ChildOptions } from '../streams/stdio.ts';

export const spawn_sync: BindingFactory = (context) => {
	const { sync, errno, permissions } = context;
	const bufferOf = (bytes: Uint8Array) => {
		const { Buffer } = context.requireBuiltin('buffer') as {
			Buffer: { from(bytes: ArrayBufferLike, offset: number, length: number): unknown };
		};
		return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
	};
	return {
		spawn(options: ChildOptions) {
			permissions.need('child', options.file);
			const stdio = (options.stdio ?? []).map((option, index) => {
				if (option.type === 'ignore') return 'null' as const;
				if (option.type !== 'pipe' && option.type !== 'overlapped') return inherited(context, option, index);
				if (option.readable) return option.input ? bytesOf(option.input).slice() : new Uint8Array();
				return 'collect' as const;
			});
			try {
				const { file, timeout = 0, killSignal, maxBuffer = 0 } = options;
				const result = sync.spawnSync({
					file,
					args: options.args.map(String),
					cwd: directoryOf(context, options.cwd),
					env: environmentOf(context, options.envPairs),
					stdio,
					timeout,
					killSignal: killSignal ? signalName(context, killSignal) : 'SIGTERM',
					maxBuffer: Number.isFinite(maxBuffer) ? maxBuffer : 0
				});
				return {
					pid: result.pid,
					status: result.signal ? null : result.code,
					signal: result.signal,
					output: result.output.map((bytes) => bytes && bufferOf(bytes)),
					...(result.error ? { error: errno(result.error) } : {})
				};
			} catch (error) {
				return {
					error: errno(error instanceof CodedError ? error.code : 'EIO'),
					status: null,
					signal: null,
					output: null,
					pid: 0
				};
			}
		}
	};
};
