import { expect, test } from 'vitest';
import { reachedBy } from './socket-target.ts';

const apart = { id: 'a1', port: 3000, url: 'http://a1--3000.localhost:5173/' };
const below = { id: 'a1', port: 3000, url: 'https://gym.example/preview/a1/3000/' };

test.for([
	[apart, 'ws://a1--3000.localhost:5173/live?x=1', { port: 3000, path: '/live?x=1' }],
	[apart, 'ws://a1--8081.localhost:5173/', { port: 8081, path: '/' }],
	[apart, 'ws://localhost:8081/live', { port: 8081, path: '/live' }],
	[apart, 'ws://127.0.0.1:8081/', { port: 8081, path: '/' }],
	[apart, 'ws://[::1]/', { port: 80, path: '/' }],
	[below, 'wss://gym.example/preview/a1/3000/live', { port: 3000, path: '/live' }],
	[below, 'wss://gym.example/preview/a1/8081', { port: 8081, path: '/' }],
	[below, 'wss://gym.example/live', { port: 3000, path: '/live' }],
	[below, 'wss://localhost/', { port: 443, path: '/' }]
] as const)('a page at %o reaches %s', ([page, address, target]) =>
	expect(reachedBy(address, page)).toEqual(target)
);

test.for([
	[apart, 'ws://b2--3000.localhost:5173/'],
	[apart, 'ws://localhost.example/'],
	[apart, 'ws://10.0.0.1:3000/'],
	[apart, 'http://localhost:3000/'],
	[apart, 'nonsense'],
	[below, 'wss://gym.example/preview/b2/3000/'],
	[below, 'wss://other.example/']
] as const)('a page at %o does not reach %s', ([page, address]) =>
	expect(reachedBy(address, page)).toBeNull()
);
