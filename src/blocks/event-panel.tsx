/**
 * The block editor's only script: both blocks, and the panel "TikTok event" on WordPress's own. The panel adds two
 * attributes to a block and nothing to its HTML, so a post does not have to be saved again and stays valid without
 * Duet.
 */
import { createHigherOrderComponent } from '@wordpress/compose';
import { addFilter } from '@wordpress/hooks';
import type { ComponentType } from 'react';
import { registerButton } from './button/button.tsx';
import { EventSettings, type EventAttributes } from './event-settings.tsx';
import { registerForm } from './form/form.tsx';
import './style.scss';

/** Core's blocks that get the panel, and what fires their event; as in Duet\Elements\Panel. */
const panels: Readonly< Record< string, 'click' | 'submit' > > = {
	'core/button': 'click',
	'core/file': 'click',
	'core/social-link': 'click',
	'core/navigation-link': 'click',
	'core/form': 'submit',
};

interface BlockProps {
	readonly name: string;
	readonly isSelected: boolean;
	readonly attributes: EventAttributes;
	setAttributes( attributes: EventAttributes ): void;
}

interface BlockType {
	readonly attributes?: object;
}

addFilter( 'blocks.registerBlockType', 'duet/event-panel', ( type: BlockType, name: string ) =>
	name in panels ? { ...type, attributes: { ...type.attributes, duetEvent: { type: 'string' }, duetParams: { type: 'object' } } } : type
);

const withPanel = createHigherOrderComponent(
	( Edit: ComponentType< BlockProps > ) => ( props: BlockProps ) => {
		const { name, isSelected, attributes, setAttributes } = props;
		const on = panels[ name ];
		return (
			<>
				<Edit { ...props } />
				{ on !== undefined && isSelected && (
					<EventSettings
						attributes={ attributes }
						on={ on }
						open={ ( attributes.duetEvent ?? '' ) !== '' }
						setAttributes={ ( { duetEvent, duetParams } ) => setAttributes( { duetEvent: duetEvent === '' ? undefined : duetEvent, duetParams } ) }
					/>
				) }
			</>
		);
	},
	'withDuetEvent'
);

addFilter( 'editor.BlockEdit', 'duet/event-panel', withPanel );

registerButton();
registerForm();
