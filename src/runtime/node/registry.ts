/** Which factory makes which binding. A binding without one is its shape alone: constants, and functions that say they are not supported. */
import { async_wrap } from './bindings/async_wrap.ts';
import { blob } from './bindings/blob.ts';
import { block_list } from './bindings/block_list.ts';
import { buffer } from './bindings/buffer.ts';
import { builtins } from './bindings/builtins.ts';
import { cares_wrap } from './bindings/cares_wrap.ts';
import { config } from './bindings/config.ts';
import { contextify } from './bindings/contextify.ts';
import { credentials } from './bindings/credentials.ts';
import { encoding_binding } from './bindings/encoding_binding.ts';
import { errors } from './bindings/errors.ts';
import { fs } from './bindings/fs.ts';
import { fs_dir } from './bindings/fs_dir.ts';
import { fs_event_wrap } from './bindings/fs_event_wrap.ts';
import { http_parser } from './bindings/http_parser.ts';
import { icu } from './bindings/icu.ts';
import { inspector } from './bindings/inspector.ts';
import { js_stream } from './bindings/js_stream.ts';
import { messaging } from './bindings/messaging.ts';
import { module_wrap } from './bindings/module_wrap.ts';
import { modules } from './bindings/modules.ts';
import { options } from './bindings/options.ts';
import { os } from './bindings/os.ts';
import { performance } from './bindings/performance.ts';
import { process_methods } from './bindings/process_methods.ts';
import { pipe_wrap } from './bindings/pipe_wrap.ts';
import { process_wrap } from './bindings/process_wrap.ts';
import { profiler } from './bindings/profiler.ts';
import { report } from './bindings/report.ts';
import { serdes } from './bindings/serdes.ts';
import { signal_wrap } from './bindings/signal_wrap.ts';
import { small } from './bindings/small.ts';
import { spawn_sync } from './bindings/spawn_sync.ts';
import { stream_wrap } from './bindings/stream_wrap.ts';
import { string_decoder } from './bindings/string_decoder.ts';
import { task_queue } from './bindings/task_queue.ts';
import { tcp_wrap } from './bindings/tcp_wrap.ts';
import { timers } from './bindings/timers.ts';
import { tls_wrap } from './bindings/tls_wrap.ts';
import { trace_events } from './bindings/trace_events.ts';
import { tty_wrap } from './bindings/tty_wrap.ts';
import { types } from './bindings/types.ts';
import { url } from './bindings/url.ts';
import { util } from './bindings/util.ts';
import { uv } from './bindings/uv.ts';
import { v8 } from './bindings/v8.ts';
import { wasi } from './bindings/wasi.ts';
import { worker } from './bindings/worker.ts';
import type { BindingFactory } from './context.ts';
import type { Internals } from './internals.ts';
import { partFactory, parts } from './parts.ts';

export function factoriesOf(internals: Internals): Record<string, BindingFactory | undefined> {
	return {
		...small,
		...Object.fromEntries(parts.map((name) => [name, partFactory(name, internals.chunks)])),
		async_wrap: async_wrap(internals),
		blob,
		block_list,
		buffer,
		builtins: builtins(internals),
		cares_wrap,
		config,
		contextify: contextify(internals),
		credentials,
		encoding_binding,
		errors: errors(internals),
		fs,
		fs_dir,
		fs_event_wrap,
		http_parser: http_parser(internals),
		icu,
		inspector,
		js_stream,
		messaging: messaging(internals),
		module_wrap: module_wrap(internals),
		modules,
		options: options(internals),
		os,
		performance: performance(internals),
		process_methods: process_methods(internals),
		pipe_wrap,
		process_wrap,
		profiler,
		report,
		serdes: serdes(internals),
		signal_wrap,
		spawn_sync,
		stream_wrap,
		string_decoder,
		task_queue: task_queue(internals),
		tcp_wrap,
		timers: timers(internals),
		tls_wrap,
		trace_events,
		tty_wrap,
		types: types(internals),
		url,
		util: util(internals),
		uv,
		v8,
		wasi: wasi(internals),
		worker: worker(internals)
	};
}
