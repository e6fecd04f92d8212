/** Draws the chart with a script that only this page loads. The table below it has the same figures. */
import { useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Day } from '../accuracy/client.ts';
import { loadChart } from './load-chart.ts';

interface Props {
	readonly days: readonly Day[];
	/** Address of the script. */
	readonly source: string;
}

export function SalesChart( { days, source }: Props ) {
	const box = useRef< HTMLDivElement >( null );
	const [ failed, setFailed ] = useState( false );
	useEffect( () => {
		let remove = (): void => undefined;
		let left = false;
		loadChart( source ).then(
			( draw ) => {
				if ( ! left && box.current !== null ) {
					remove = draw( box.current, days, {
						day: __( 'Day', 'duet-for-tiktok' ),
						sales: __( 'Sales', 'duet-for-tiktok' ),
						delivered: __( 'At TikTok', 'duet-for-tiktok' ),
					} );
				}
			},
			() => setFailed( true )
		);
		return () => {
			left = true;
			remove();
		};
	}, [ days, source ] );
	return failed ? null : <div ref={ box } className="duet-plot" aria-hidden="true" />;
}
