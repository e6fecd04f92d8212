/** The part of @wordpress/block-editor that is used here; the package ships no types. */
declare module '@wordpress/block-editor' {
	import type { ComponentType, CSSProperties, HTMLAttributes, ReactNode } from 'react';

	interface Look {
		className?: string;
		style?: CSSProperties;
	}
	type Attributes = object;

	export const InspectorControls: ComponentType< { group?: string; children: ReactNode } >;
	export const RichText: ComponentType< {
		'aria-label'?: string;
		className?: string;
		style?: CSSProperties;
		tagName?: string;
		value: string | undefined;
		onChange( value: string ): void;
		placeholder?: string;
		allowedFormats?: readonly string[];
		identifier?: string;
		withoutInteractiveFormatting?: boolean;
	} > & {
		Content: ComponentType< Record< string, unknown > & { value: string | undefined } >;
	};
	export const URLInput: ComponentType< {
		label: string;
		value: string;
		onChange( url: string ): void;
		className?: string;
		disableSuggestions?: boolean;
		__nextHasNoMarginBottom?: boolean;
	} >;
	export const useBlockProps: ( ( props?: object ) => HTMLAttributes< HTMLElement > ) & {
		save( props?: object ): HTMLAttributes< HTMLElement >;
	};
	export const useInnerBlocksProps: ( ( props: object, options?: object ) => HTMLAttributes< HTMLElement > ) & {
		save( props: object ): HTMLAttributes< HTMLElement >;
	};
	export function __experimentalUseColorProps( attributes: Attributes ): Look;
	export function __experimentalUseBorderProps( attributes: Attributes ): Look;
	export function __experimentalGetColorClassesAndStyles( attributes: Attributes ): Look;
	export function __experimentalGetBorderClassesAndStyles( attributes: Attributes ): Look;
	export function __experimentalGetSpacingClassesAndStyles( attributes: Attributes ): Look;
	export function __experimentalGetShadowClassesAndStyles( attributes: Attributes ): Look;
}
