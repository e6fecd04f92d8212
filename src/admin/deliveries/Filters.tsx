import { SearchControl, SelectControl } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { eventLabels } from '../../events/labels.ts';
import { STATES, type Filter } from './client.ts';
import type { Seen } from './use-deliveries.ts';
import { stateWords } from './words.ts';

/** Long enough to type a number, short enough not to wait for. */
const TYPING_MS = 400;

interface Props {
	readonly filter: Filter;
	readonly change: ( next: Filter ) => void;
	readonly seen: Seen;
}

export function Filters( { filter, change, seen }: Props ) {
	const [ order, setOrder ] = useState( filter.order );
	useEffect( () => {
		if ( order === filter.order ) {
			return undefined;
		}
		const timer = setTimeout( () => change( { ...filter, order } ), TYPING_MS );
		return () => clearTimeout( timer );
	}, [ order, filter, change ] );

	const words = stateWords();
	const labels = eventLabels();
	return (
		<div className="duet-filters">
			<SearchControl
				label={ __( 'Order number', 'duet-for-tiktok' ) }
				placeholder={ __( 'Order number', 'duet-for-tiktok' ) }
				value={ order }
				// What no order number holds, the server would refuse.
				onChange={ ( value ) => setOrder( value.replace( /[^A-Za-z0-9._/# -]/g, '' ).slice( 0, 40 ) ) }
				__nextHasNoMarginBottom
			/>
			<SelectControl
				label={ __( 'State', 'duet-for-tiktok' ) }
				value={ filter.state }
				options={ [ { value: '', label: __( 'All', 'duet-for-tiktok' ) }, ...STATES.map( ( value ) => ( { value, label: words[ value ].label } ) ) ] }
				onChange={ ( state ) => change( { ...filter, state: state as Filter[ 'state' ] } ) }
				__next40pxDefaultSize
				__nextHasNoMarginBottom
			/>
			<SelectControl
				label={ __( 'Event', 'duet-for-tiktok' ) }
				value={ filter.event }
				options={ [
					{ value: '', label: __( 'All', 'duet-for-tiktok' ) },
					...Object.entries( labels ).map( ( [ value, { label } ] ) => ( { value, label } ) ),
					// A shop's own events.
					...seen.events.filter( ( name ) => ! ( name in labels ) ).map( ( value ) => ( { value, label: value } ) ),
				] }
				onChange={ ( event ) => change( { ...filter, event } ) }
				__next40pxDefaultSize
				__nextHasNoMarginBottom
			/>
			{ ( seen.pixels.length > 1 || filter.pixel_code !== '' ) && (
				<SelectControl
					label={ __( 'Pixel', 'duet-for-tiktok' ) }
					value={ filter.pixel_code }
					options={ [ { value: '', label: __( 'All', 'duet-for-tiktok' ) }, ...seen.pixels.map( ( value ) => ( { value, label: value } ) ) ] }
					onChange={ ( code ) => change( { ...filter, pixel_code: code } ) }
					__next40pxDefaultSize
					__nextHasNoMarginBottom
				/>
			) }
			<SelectControl
				label={ __( 'Kind', 'duet-for-tiktok' ) }
				value={ filter.test ? 'true' : 'false' }
				options={ [
					{ value: 'false', label: __( 'Real events', 'duet-for-tiktok' ) },
					{ value: 'true', label: __( 'Test events', 'duet-for-tiktok' ) },
				] }
				onChange={ ( test ) => change( { ...filter, test: test === 'true' } ) }
				__next40pxDefaultSize
				__nextHasNoMarginBottom
			/>
		</div>
	);
}
