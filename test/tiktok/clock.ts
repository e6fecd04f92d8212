/** The stand-in's clock: real until a test sets it, so 48 hours pass in no time. */
export class Clock {
	private frozen: number | null = null;
	private offset = 0;

	/** Milliseconds since 1970. */
	now(): number {
		return this.frozen ?? Date.now() + this.offset;
	}

	/** Stops the clock at `ms`; null lets it run with the real time again. */
	set( ms: number | null ): void {
		this.frozen = ms;
		this.offset = 0;
	}

	advance( ms: number ): void {
		if ( this.frozen === null ) {
			this.offset += ms;
		} else {
			this.frozen += ms;
		}
	}
}
