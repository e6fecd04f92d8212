<?php
declare(strict_types=1);

namespace Duet\Event;

defined( 'ABSPATH' ) || exit;

/**
 * The id that makes two copies one conversion. TikTok merges copies with equal pixel, event name and event id
 * within 48 hours ("Event deduplication", TikTok help). Characters: [A-Za-z0-9.-], for TikTok's diagnostics have
 * blamed underscores.
 */
final class EventId {

	/**
	 * A pure function of the order - or refund, subscription, user - so every hook, reload and device arrives at the
	 * same id; keyed, so nobody outside can make one for an order they did not place.
	 *
	 * @param string $key  Secret that never changes for this site (never a WordPress salt: those get rotated).
	 * @param string $born What tells the object from an earlier one with the same number (backup restored, tables
	 *         reset, shop cloned): an order's key, a user's registration date. '' gives the id of version 0.1.0.
	 */
	public static function for_object( string $event, int $object_id, int $blog_id, string $key, string $born = '' ): string {
		$letter = match ( $event ) {
			'Purchase'             => 'P',
			'PlaceAnOrder'         => 'O',
			'Refund'               => 'R',
			'CompleteRegistration' => 'C',
			'Subscribe'            => 'S',
			default                => throw new \LogicException( 'No event that happens once to an object' ),
		};
		$object = '' === $born ? (string) $object_id : "$object_id|$born";
		$mac    = hash_hmac( 'sha256', "$blog_id|$object|$event", $key );
		return "$letter-$object_id-" . substr( $mac, 0, 12 );
	}

	/** For an event that happens on the server and belongs to no object. Never of the form that browsers make. */
	public static function random(): string {
		return 'E-' . bin2hex( random_bytes( 16 ) );
	}

	/**
	 * An id that other code chose. One of the browser's form, as of md5(), gets a prefix, because through the relay
	 * anybody may bring such an id first, and TikTok would merge the true event away.
	 */
	public static function chosen( string $id ): string {
		return self::is_browsers( strtolower( $id ) ) ? "own-$id" : $id;
	}

	/** Whether a browser may have made it: 32 hexadecimal characters (src/storefront/browser/browser.ts) or a UUID. */
	public static function is_browsers( string $id ): bool {
		return 1 === preg_match( '/\A(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\z/', $id );
	}

	public static function is_valid( string $id ): bool {
		return 1 === preg_match( '/\A[A-Za-z0-9.-]{8,64}\z/', $id );
	}
}
