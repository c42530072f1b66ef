/** What every call of an instance works on, and how calls are told apart. */
import type { Context } from '../context.ts';
import type { Memory } from './memory.ts';
import type { Table } from './table.ts';

export type Instance = {
	context: Context;
	table: Table;
	memory: Memory;
	args: string[];
	/** "NAME=value" */
	env: string[];
};

/** i = 32 bits, unsigned; l = 64 bits. */
export type Signature = string;
/** @throws Refusal or CodedError: the number of its code is the answer; 0 where there is none */
type Work = (instance: Instance, ...args: never[]) => void;
export type Calls = Record<string, [Signature, Work]>;
