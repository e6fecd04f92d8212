import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A loopback port that can be shut and opened again under the same number. */
export class Listener {
	private server: Server | null = null;
	private timer: NodeJS.Timeout | null = null;

	constructor( private readonly handler: RequestListener ) {}

	port = 0;

	get url(): string {
		return `http://127.0.0.1:${ this.port }`;
	}

	/** Loopback only: nothing outside this machine can reach the stand-in. */
	async open( port = this.port ): Promise< void > {
		const server = createServer( { keepAliveTimeout: 60_000 }, this.handler );
		await new Promise< void >( ( resolve, reject ) => {
			server.once( 'error', reject );
			server.listen( port, '127.0.0.1', resolve );
		} );
		this.port = ( server.address() as AddressInfo ).port;
		this.server = server;
	}

	/** From now on connections are refused; requests already inside are answered. */
	refuse( ms: number | true ): void {
		this.reopenCancelled();
		this.server?.close();
		this.server?.closeIdleConnections();
		this.server = null;
		if ( ms !== true ) {
			this.timer = setTimeout( () => void this.reopen(), ms );
			this.timer.unref();
		}
	}

	async reopen(): Promise< void > {
		this.reopenCancelled();
		if ( this.server === null ) {
			await this.open();
		}
	}

	async close(): Promise< void > {
		this.reopenCancelled();
		const server = this.server;
		this.server = null;
		if ( server !== null ) {
			await new Promise< void >( ( resolve ) => {
				server.close( () => resolve() );
				server.closeAllConnections();
			} );
		}
	}

	private reopenCancelled(): void {
		if ( this.timer !== null ) {
			clearTimeout( this.timer );
			this.timer = null;
		}
	}
}
