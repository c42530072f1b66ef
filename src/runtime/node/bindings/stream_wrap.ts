import type { BindingFactory } from '../context.ts';
import { streamHandleClass } from '../streams/handle.ts';

export const stream_wrap: BindingFactory = (context) => ({
	LibuvStreamWrap: streamHandleClass(context),
	ShutdownWrap: class ShutdownWrap {},
	WriteWrap: class WriteWrap {}
});
