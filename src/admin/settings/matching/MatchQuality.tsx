/** How many deliveries of the last week carried which identifier, and which change would help most. */
import { __, sprintf } from '@wordpress/i18n';
import { useAnswer } from '../../controls/use-answer.ts';
import { identifierLabels } from './Matching.tsx';
import type { Advice, MatchReport } from './report.ts';

/** Always shown; names and addresses only if a delivery carried them. */
const COLUMNS = [ 'email', 'phone', 'external_id', 'ttclid', 'ttp', 'ip' ];

const names = (): Readonly< Record< string, string > > => ( {
	...identifierLabels(),
	ttclid: __( 'Ad click', 'duet-for-tiktok' ),
	ttp: __( 'TikTok cookie', 'duet-for-tiktok' ),
	ip: __( 'IP address', 'duet-for-tiktok' ),
} );

export function MatchQuality( { load }: { load: () => Promise< MatchReport > } ) {
	const { value: report, problem } = useAnswer( load );

	if ( problem !== '' ) {
		return <p>{ __( 'The numbers could not be read. Load the page again.', 'duet-for-tiktok' ) }</p>;
	}
	if ( report === undefined ) {
		return null;
	}
	if ( report.days.length === 0 ) {
		return <p>{ __( 'Nothing was delivered in the last seven days.', 'duet-for-tiktok' ) }</p>;
	}
	const labels = names();
	const columns = Object.keys( labels ).filter( ( name ) => COLUMNS.includes( name ) || report.days.some( ( row ) => row.with[ name ] ) );
	return (
		<>
			{ report.advice && <p className="duet-good">{ advice( report.advice, labels ) }</p> }
			<div className="duet-wide" role="region" aria-label={ __( 'Match quality of the last seven days', 'duet-for-tiktok' ) } tabIndex={ 0 }>
				<table className="widefat striped duet-matching">
					<caption className="screen-reader-text">{ __( 'How many deliveries of each day carried which identifier', 'duet-for-tiktok' ) }</caption>
					<thead>
						<tr>
							<th scope="col">{ __( 'Day and event', 'duet-for-tiktok' ) }</th>
							<th scope="col">{ __( 'Delivered', 'duet-for-tiktok' ) }</th>
							{ columns.map( ( column ) => (
								<th key={ column } scope="col">
									{ labels[ column ] }
								</th>
							) ) }
						</tr>
					</thead>
					<tbody>
						{ report.days.map( ( row ) => (
							<tr key={ `${ row.day } ${ row.event }` }>
								<th scope="row">
									{ row.event } <small>{ row.day }</small>
								</th>
								<td>{ row.deliveries }</td>
								{ columns.map( ( column ) => (
									<td key={ column }>{ `${ Math.round( ( 100 * ( row.with[ column ] ?? 0 ) ) / row.deliveries ) } %` }</td>
								) ) }
							</tr>
						) ) }
					</tbody>
				</table>
			</div>
		</>
	);
}

function advice( { event, identifier, missing, of, unticked }: Advice, labels: Readonly< Record< string, string > > ): string {
	const what = sprintf(
		/* translators: 1: number, 2: number, 3: event, 4: identifier. */
		__( 'What would help most: %1$d of %2$d %3$s events went without %4$s.', 'duet-for-tiktok' ),
		missing,
		of,
		event,
		labels[ identifier ] ?? identifier
	);
	return `${ what } ${ unticked ? __( 'Tick it in the table above.', 'duet-for-tiktok' ) : ( remedies()[ identifier ] ?? '' ) }`;
}

const remedies = (): Readonly< Record< string, string > > => ( {
	email: __( 'Let customers log in before they pay, or ask for the e-mail address in the form.', 'duet-for-tiktok' ),
	phone: __( 'Make the phone field of your checkout or form required, and say why you need it.', 'duet-for-tiktok' ),
	external_id: __( 'Offer your customers an account: TikTok recognizes customers who log in on every device.', 'duet-for-tiktok' ),
	ttp: __( 'Switch the Pixel on for this event, and "First-party cookies" in the settings of your pixel in Events Manager.', 'duet-for-tiktok' ),
	ip: __( "A proxy in front of your site hides the visitor's IP address. Name the proxy in wp-config.php: DUET_TRUSTED_PROXIES.", 'duet-for-tiktok' ),
} );
