import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import type { EventName } from '../../events/catalogue.ts';
import { eventLabels } from '../../events/labels.ts';
import type { Channel } from '../../settings/settings.ts';
import { channels, eventNames } from '../choices.ts';
import { FieldError } from '../fields.tsx';
import type { SectionProps } from './Connection.tsx';
import { EventRow } from './EventRow.tsx';

export const channelLabels = (): Readonly< Record< Channel, { name: string; help: string } > > => ( {
	dataLayer: {
		name: __( 'dataLayer', 'duet-for-tiktok' ),
		help: __( 'for Google Tag Manager', 'duet-for-tiktok' ),
	},
	pixel: {
		name: __( 'Pixel', 'duet-for-tiktok' ),
		help: __( 'from the browser', 'duet-for-tiktok' ),
	},
	eventsApi: {
		name: __( 'Events API', 'duet-for-tiktok' ),
		help: __( 'from your server', 'duet-for-tiktok' ),
	},
} );

export function Events( { loaded, draft, errors, change }: SectionProps ) {
	const labels = eventLabels();
	const columns = channelLabels();
	const names = eventNames.filter( ( name ) => loaded.site.shop || labels[ name ].shop !== true );

	const row = ( name: EventName ) => (
		<EventRow
			key={ name }
			name={ name }
			label={ labels[ name ] }
			channelLabels={ columns }
			choices={ draft.events }
			errors={ errors }
			change={ ( events, path ) => change( { events }, path ) }
		/>
	);

	return (
		<>
			<p>
				{ __(
					'Switch on Pixel and Events API together where you can: TikTok counts the two copies of an event once, and the second saves what an ad blocker stops.',
					'duet-for-tiktok'
				) }
			</p>
			{ ! loaded.site.data_layer_active && (
				<p className="duet-warning">
					{ __( 'The dataLayer is off at present, so its column has no effect. You switch it on below, under "dataLayer".', 'duet-for-tiktok' ) }
				</p>
			) }
			<FieldError path="events" errors={ errors } />
			<table className="widefat striped duet-events">
				<caption className="screen-reader-text">
					{ __( 'Which event goes where', 'duet-for-tiktok' ) }
				</caption>
				<thead>
					<tr>
						<th scope="col">{ __( 'Event', 'duet-for-tiktok' ) }</th>
						{ channels.map( ( channel ) => (
							<th key={ channel } scope="col">
								{ columns[ channel ].name }
								<small>{ columns[ channel ].help }</small>
							</th>
						) ) }
					</tr>
				</thead>
				<tbody>{ names.filter( ( name ) => labels[ name ].own !== true ).map( row ) }</tbody>
				<tbody>
					<tr className="duet-group">
						<th scope="rowgroup" colSpan={ 1 + channels.length }>
							{ __( 'Events you send yourself', 'duet-for-tiktok' ) }
							<p className="duet-help">
								{ __( 'They are sent when a script of your site calls this, with the name of the event and what you know about it:', 'duet-for-tiktok' ) }{ ' ' }
								<code>{ "duet.track( 'Contact', { content_name: 'Phone' } )" }</code>
							</p>
						</th>
					</tr>
					{ names.filter( ( name ) => labels[ name ].own === true ).map( row ) }
				</tbody>
			</table>
			{ Object.keys( draft.events ).length > 0 && (
				<Button __next40pxDefaultSize variant="tertiary" onClick={ () => change( { events: {} }, 'events' ) }>
					{ __( 'Set all events back to the defaults', 'duet-for-tiktok' ) }
				</Button>
			) }
		</>
	);
}
