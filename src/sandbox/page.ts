/**
 * The hidden page that one sandbox lives in (sandbox.html). The client of @webcontainer/api allows one container per
 * page, so every sandbox has a page of its own; the app's page calls `openContainer` on it directly (same origin).
 */
import { WebContainer } from '@webcontainer/api';
import { CodedError } from '#model/coded-error.ts';
import { Container } from './container.ts';
import { fromHost, help } from './errors.ts';
import { parseNotice, type HostNotice } from './notices.ts';
import type { Sandbox } from './sandbox.ts';

/** What the host answers once a setting holds. */
const answers = {
	'turn-network-off': 'network-off',
	'set-dial': 'dial-set',
	'set-limits': 'limits-set'
};

export type HostSetting = { type: keyof typeof answers; dial?: object; limits?: object };

export type OpenContainer = (options: {
	/** For describeHost(). */
	name: string;
	/** Origin of the host's /headless page; null = StackBlitz's own. */
	origin: string | null;
	onProgress: (text: string) => void;
	/** Requests and limits, as long as it lives. Our own host only. */
	onNotice: (notice: HostNotice) => void;
	/** Made before anything runs. Our own host only. */
	settings: readonly HostSetting[];
}) => Promise<Sandbox>;

declare global {
	var openContainer: OpenContainer | undefined;
	var WEBCONTAINER_API_IFRAME_URL: string | undefined;
}

/** A host that says nothing for so long will not boot: the client would wait for ever. Milliseconds. */
const BOOT_LIMIT = 10_000;
/** StackBlitz's host is loaded over the network. */
const REMOTE_BOOT_LIMIT = 60_000;

globalThis.openContainer = async ({ name, origin, onProgress, onNotice, settings }) => {
	if (!globalThis.crossOriginIsolated)
		throw new CodedError(
			'E_NOT_ISOLATED',
			`Cannot start a sandbox: this page is not cross-origin isolated. ${help['E_NOT_ISOLATED']}`
		);
	if (origin) globalThis.WEBCONTAINER_API_IFRAME_URL = origin;
	onProgress('Loading the host');
	const failed = watchHost(onProgress, origin ? BOOT_LIMIT : REMOTE_BOOT_LIMIT, origin);
	try {
		const booting = WebContainer.boot({ coep: 'require-corp', workdirName: 'project' });
		const container = await Promise.race([booting, failed.promise]);
		if (origin) {
			hearNotices(origin, onNotice);
			for (const setting of settings) await Promise.race([set(origin, setting), failed.promise]);
		}
		return new Container(container, name);
	} catch (error) {
		throw error instanceof CodedError ? error : fromHost(error, 'start a sandbox');
	} finally {
		failed.stop();
	}
};

function hearNotices(origin: string, onNotice: (notice: HostNotice) => void): void {
	addEventListener('message', ({ data, origin: sender }: MessageEvent<unknown>) => {
		const notice = sender === origin ? parseNotice(data) : null;
		if (notice) onNotice(notice);
	});
}

/** Resolves when the host says that it is done. */
async function set(origin: string, setting: HostSetting): Promise<void> {
	const frames = [...document.querySelectorAll('iframe')];
	await new Promise<void>((resolve) => {
		addEventListener('message', function heard({ data, origin: sender }: MessageEvent<unknown>) {
			const isAnswer =
				typeof data === 'object' && data !== null && 'type' in data && data.type === answers[setting.type];
			if (sender !== origin || !isAnswer) return;
			removeEventListener('message', heard);
			resolve();
		});
		for (const { contentWindow } of frames) contentWindow?.postMessage(setting, origin);
	});
}

/** Rejects when the host says that it cannot boot, or says nothing for too long. */
function watchHost(onProgress: (text: string) => void, limit: number, origin: string | null) {
	const { signal, abort } = controller();
	const promise = new Promise<never>((_, reject) => {
		const giveUp = () =>
			reject(
				new CodedError(
					'E_BOOT_TIMEOUT',
					`Cannot start a sandbox: ${origin ?? 'the host'}/headless did not answer within ${limit / 1000} s. ${help['E_BOOT_TIMEOUT']}`
				)
			);
		let timer = setTimeout(giveUp, limit);
		signal.addEventListener('abort', () => clearTimeout(timer));
		addEventListener(
			'message',
			({ data, origin: sender }: MessageEvent<unknown>) => {
				if (origin && sender !== origin) return;
				if (isFailure(data)) reject(new CodedError(data.code, `Cannot start a sandbox: ${data.message}`));
				else if (isProgress(data)) {
					clearTimeout(timer);
					timer = setTimeout(giveUp, limit);
					onProgress(data.text);
				}
			},
			{ signal }
		);
	});
	promise.catch(() => {});
	return { promise, stop: abort };
}

function controller() {
	const aborter = new AbortController();
	return { signal: aborter.signal, abort: () => aborter.abort() };
}

function isFailure(data: unknown): data is { code: string; message: string } {
	return typeof data === 'object' && data !== null && 'type' in data && data.type === 'boot-failed';
}

function isProgress(data: unknown): data is { text: string } {
	return typeof data === 'object' && data !== null && 'type' in data && data.type === 'boot-progress';
}
