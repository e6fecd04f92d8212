<?php
declare(strict_types=1);

namespace Duet\Forms;

defined( 'ABSPATH' ) || exit;

/** Asks a plugin that may not be there, or may be another version. */
final class Foreign {

	/** Forms of one plugin at most. */
	public const MOST = 200;

	/** @param string|array{0: string, 1: string} $function */
	public static function ask( string|array $function, mixed ...$with ): mixed {
		return is_callable( $function ) ? $function( ...$with ) : null;
	}

	/**
	 * @param array{0: string, 1: string} $method
	 * @return array<mixed>
	 */
	public static function list( array $method, mixed ...$with ): array {
		$answer = self::ask( $method, ...$with );
		return is_array( $answer ) ? $answer : [];
	}

	/** @return array<mixed> Published posts of a type, by title. */
	public static function posts( string $type ): array {
		return get_posts(
			[
				'post_type'        => $type,
				'post_status'      => 'publish',
				'numberposts'      => self::MOST, // phpcs:ignore WordPress.WP.PostsPerPage -- Titles for the settings screen; nobody has more.
				'orderby'          => 'title',
				'order'            => 'ASC',
				'suppress_filters' => false,
			]
		);
	}
}
