<?php
declare(strict_types=1);

namespace Duet\Settings;

defined( 'ABSPATH' ) || exit;

/** The sentence a merchant reads beside a field that was refused: what is wrong, and what to enter instead. */
final class Messages {

	/**
	 * @param array<mixed> $rule  The field's JSON Schema.
	 * @param string       $shape Dotted path with "*" for list positions and map keys: 'pixels.*.code'.
	 */
	public function refuse( string $keyword, array $rule, string $shape ): string {
		return match ( $shape ) {
			'pixels.*.code'            => __( 'Enter the pixel code: 16 to 24 capital letters and digits. You find it in TikTok Events Manager, under the name of the pixel.', 'duet-for-tiktok' ),
			'pixels.*.test_event_code' => __( 'Enter the test event code as TikTok shows it: TEST and a number, for example TEST12345. Or leave it empty.', 'duet-for-tiktok' ),
			'content_id.prefix'        => __( 'Use at most 30 letters, digits, dots, dashes or underscores.', 'duet-for-tiktok' ),
			'data_layer.name'          => __( 'Enter the name of a JavaScript variable, for example dataLayer.', 'duet-for-tiktok' ),
			'purchase.methods.*.moment' => __( 'Choose one of the moments in the list.', 'duet-for-tiktok' ),
			default                    => $this->plain( $keyword, $rule ),
		};
	}

	/** @param array<mixed> $rule */
	private function plain( string $keyword, array $rule ): string {
		return match ( $keyword ) {
			'required'         => __( 'This is missing.', 'duet-for-tiktok' ),
			'unknown'          => __( 'There is no such setting.', 'duet-for-tiktok' ),
			'enum'             => sprintf(
				/* translators: %s: list of allowed values. */
				__( 'Choose one of: %s.', 'duet-for-tiktok' ),
				implode( ', ', array_filter( (array) ( $rule['enum'] ?? [] ), is_string( ... ) ) )
			),
			'minimum', 'maximum' => sprintf(
				/* translators: 1: smallest allowed number, 2: largest allowed number. */
				__( 'Enter a number from %1$s to %2$s.', 'duet-for-tiktok' ),
				$this->number( $rule['minimum'] ?? null ),
				$this->number( $rule['maximum'] ?? null )
			),
			'maxLength'        => sprintf(
				/* translators: %s: number of characters. */
				__( 'Use at most %s characters.', 'duet-for-tiktok' ),
				$this->number( $rule['maxLength'] ?? null )
			),
			'maxItems'         => sprintf(
				/* translators: %s: number of entries. */
				__( 'Add at most %s.', 'duet-for-tiktok' ),
				$this->number( $rule['maxItems'] ?? null )
			),
			'boolean'          => __( 'Choose on or off.', 'duet-for-tiktok' ),
			'integer', 'number' => __( 'Enter a number.', 'duet-for-tiktok' ),
			'string'           => __( 'Enter text.', 'duet-for-tiktok' ),
			'array'            => __( 'This must be a list.', 'duet-for-tiktok' ),
			'object'           => __( 'This must be a group of settings.', 'duet-for-tiktok' ),
			default            => __( 'This does not have the right form.', 'duet-for-tiktok' ),
		};
	}

	private function number( mixed $value ): string {
		return is_int( $value ) || is_float( $value ) ? (string) $value : '…';
	}
}
