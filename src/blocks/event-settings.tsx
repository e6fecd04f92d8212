/** The panel "TikTok event" in the sidebar of a block that carries `duetEvent` and `duetParams`. */
import { InspectorControls } from '@wordpress/block-editor';
import { PanelBody } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { EventControl } from './event-control.tsx';
import { readFacts } from './facts.ts';

export interface EventAttributes {
	readonly duetEvent?: string | undefined;
	readonly duetParams?: Readonly< Record< string, unknown > > | undefined;
}

interface Props {
	readonly attributes: EventAttributes;
	readonly on: 'click' | 'submit';
	readonly open: boolean;
	setAttributes( attributes: EventAttributes ): void;
}

export function EventSettings( { attributes: { duetEvent = '', duetParams = {} }, on, open, setAttributes }: Props ) {
	return (
		<InspectorControls>
			<PanelBody title={ __( 'TikTok event', 'duet-for-tiktok' ) } initialOpen={ open }>
				<EventControl
					event={ duetEvent }
					params={ duetParams }
					on={ on }
					facts={ readFacts( window ) }
					change={ ( { event, params } ) =>
						setAttributes( {
							duetEvent: event,
							// undefined adds nothing to the post.
							duetParams: event === '' || Object.keys( params ).length === 0 ? undefined : params,
						} )
					}
				/>
			</PanelBody>
		</InspectorControls>
	);
}
