/** "Tracked button": saved like core's button, so it looks like one and works without Duet. PHP adds the event. */
import {
	InspectorControls,
	RichText,
	URLInput,
	useBlockProps,
	__experimentalGetBorderClassesAndStyles as borderOf,
	__experimentalGetColorClassesAndStyles as colorOf,
	__experimentalGetShadowClassesAndStyles as shadowOf,
	__experimentalGetSpacingClassesAndStyles as spacingOf,
	__experimentalUseBorderProps as useBorder,
	__experimentalUseColorProps as useColor,
} from '@wordpress/block-editor';
import { registerBlockType, type BlockConfiguration } from '@wordpress/blocks';
import { PanelBody, ToggleControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { EventSettings, type EventAttributes } from '../event-settings.tsx';
import metadata from './block.json';

interface Attributes extends EventAttributes, Record< string, unknown > {
	readonly text?: string;
	readonly url?: string;
	readonly linkTarget?: string | undefined;
	readonly rel?: string | undefined;
	readonly align?: string;
	readonly fontSize?: string;
	readonly style?: { readonly typography?: { readonly fontSize?: string } };
}

interface EditProps {
	readonly attributes: Attributes;
	setAttributes( attributes: Partial< Attributes > ): void;
}

/** Core's own class names, so that every theme's button styles apply. */
const LINK = 'wp-block-button__link wp-element-button';

const joined = ( ...names: ( string | false | undefined )[] ): string => names.filter( Boolean ).join( ' ' );

const wrapper = ( { align, fontSize, style }: Attributes ): string =>
	joined( 'wp-block-button', align === 'center' && 'has-text-align-center', ( fontSize !== undefined || style?.typography?.fontSize !== undefined ) && 'has-custom-font-size' );

function Edit( { attributes, setAttributes }: EditProps ) {
	const color = useColor( attributes );
	const border = useBorder( attributes );
	const { text, url = '', linkTarget } = attributes;
	return (
		<>
			<div { ...useBlockProps( { className: wrapper( attributes ) } ) }>
				<RichText
					aria-label={ __( 'Button text', 'duet-for-tiktok' ) }
					placeholder={ __( 'Add text…', 'duet-for-tiktok' ) }
					value={ text }
					onChange={ ( value ) => setAttributes( { text: value } ) }
					withoutInteractiveFormatting
					identifier="text"
					className={ joined( LINK, color.className, border.className ) }
					style={ { ...border.style, ...color.style, ...spacingOf( attributes ).style, ...shadowOf( attributes ).style } }
				/>
			</div>
			<InspectorControls>
				<PanelBody title={ __( 'Link', 'duet-for-tiktok' ) }>
					<URLInput
						__nextHasNoMarginBottom
						label={ __( 'Where it leads (may stay empty)', 'duet-for-tiktok' ) }
						value={ url }
						onChange={ ( value ) => setAttributes( { url: value } ) }
						className="duet-panel__url"
					/>
					{ url !== '' && (
						<ToggleControl
							__nextHasNoMarginBottom
							label={ __( 'Open in a new tab', 'duet-for-tiktok' ) }
							checked={ linkTarget === '_blank' }
							onChange={ ( tab ) => setAttributes( tab ? { linkTarget: '_blank', rel: 'noopener' } : { linkTarget: undefined, rel: undefined } ) }
						/>
					) }
				</PanelBody>
			</InspectorControls>
			<EventSettings attributes={ attributes } on="click" open setAttributes={ setAttributes } />
		</>
	);
}

function Saved( { attributes }: { readonly attributes: Attributes } ) {
	const { text, url, linkTarget, rel } = attributes;
	const color = colorOf( attributes );
	const border = borderOf( attributes );
	return (
		<div { ...useBlockProps.save( { className: wrapper( attributes ) } ) }>
			<RichText.Content
				// Without an address it is no link, and only a button can be reached with the keyboard.
				{ ...( url ? { tagName: 'a', href: url, target: linkTarget, rel } : { tagName: 'button', type: 'button' } ) }
				className={ joined( LINK, color.className, border.className ) }
				style={ { ...border.style, ...color.style, ...spacingOf( attributes ).style, ...shadowOf( attributes ).style } }
				value={ text }
			/>
		</div>
	);
}

const icon = (
	<svg viewBox="0 0 24 24" xmlns="http://www.w3.org/2000/svg" aria-hidden="true" focusable="false">
		<path d="M5 9.5h9V8H5a2 2 0 0 0-2 2v5c0 1.1.9 2 2 2h13a2 2 0 0 0 2-2v-2h-1.500v2a.5.5 0 0 1-.5.5H5a.5.5 0 0 1-.5-.5v-5c0-.3.2-.500.5-.500z" />
		<path d="M18 5v1.500A2.500 2.500 0 0 1 20.500 9H22a4 4 0 0 0-4-4zm0 3v3h3a3 3 0 0 0-3-3z" />
	</svg>
);

// WordPress's types do not yet include everything that block.json may contain.
const definition: unknown = metadata;

export const registerButton = () => registerBlockType( definition as BlockConfiguration< Attributes >, { icon, edit: Edit, save: Saved } );
