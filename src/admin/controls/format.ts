/** Numbers and times as the reader writes them. */
import { _n, sprintf } from '@wordpress/i18n';

/** In the reader's own format, by the clock of their device; '' for never. */
export const moment = ( seconds: number ): string =>
	seconds === 0 ? '' : new Date( seconds * 1000 ).toLocaleString( undefined, { dateStyle: 'medium', timeStyle: 'short' } );

/** The value of an event with its currency; '' without one. */
export function money( { value, currency }: { readonly value?: unknown; readonly currency?: unknown } ): string {
	if ( typeof value !== 'number' ) {
		return '';
	}
	return typeof currency === 'string' && /^[A-Z]{3}$/.test( currency )
		? value.toLocaleString( undefined, { style: 'currency', currency } )
		: value.toLocaleString();
}

/** Rounded down: 99.96 % is not 100 %. */
export const percent = ( share: number ): string =>
	( Math.floor( share * 1000 ) / 10 ).toLocaleString( undefined, { maximumFractionDigits: 1 } );

/** A length of time in its largest unit. */
export function duration( seconds: number ): string {
	const minutes = Math.round( seconds / 60 );
	if ( minutes < 60 ) {
		/* translators: %d: number of minutes. */
		return sprintf( _n( '%d minute', '%d minutes', minutes, 'duet-for-tiktok' ), minutes );
	}
	const hours = Math.round( minutes / 60 );
	/* translators: %d: number of hours. */
	return sprintf( _n( '%d hour', '%d hours', hours, 'duet-for-tiktok' ), hours );
}
