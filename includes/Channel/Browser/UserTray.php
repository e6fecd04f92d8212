<?php
declare(strict_types=1);

namespace Duet\Channel\Browser;

use Duet\Event\Event;

defined( 'ABSPATH' ) || exit;

/**
 * For a user who has just been made and has not consented, so that no cookie may be set: his event waits in his own user
 * meta for the first page he sees logged in, which no cache may store. There the script's gate decides; if he consents, the
 * relay brings the event to the server, where it was refused.
 */
final class UserTray {

	public const META = '_duet_tray';

	/** Who logs in later than this does so for another reason. */
	private const SECONDS = 3600;

	public function __construct( private readonly Audience $audience ) {
	}

	/** @param Event $event As filtered for the server. */
	public function add( int $user_id, Event $event ): void {
		if ( $user_id > 0 && $this->audience->of( $event ) ) {
			$item = [
				'name'   => $event->name,
				'id'     => $event->id,
				'time'   => $event->time,
				'params' => $event->params,
			];
			// The users of a network's sites are the same; their pixels are not.
			update_user_meta( $user_id, self::META, [ 'blog' => get_current_blog_id(), 'items' => [ ...$this->waiting( $user_id ), $item ] ] );
		}
	}

	/**
	 * Once: what is taken is forgotten. A logged-in user's meta is loaded with him, so a page without anything costs no query.
	 *
	 * @return list<array{name: string, id: string, time: int, params: array<string, mixed>}>
	 */
	public function take( int $now ): array {
		$user  = get_current_user_id();
		$items = $user > 0 ? $this->waiting( $user ) : [];
		if ( [] !== $items ) {
			delete_user_meta( $user, self::META );
		}
		return array_values( array_filter( $items, static fn( array $item ): bool => $now - $item['time'] <= self::SECONDS ) );
	}

	/** @return list<array{name: string, id: string, time: int, params: array<string, mixed>}> */
	private function waiting( int $user_id ): array {
		$stored = get_user_meta( $user_id, self::META, true );
		$items  = is_array( $stored ) && get_current_blog_id() === ( $stored['blog'] ?? null ) && is_array( $stored['items'] ?? null ) ? $stored['items'] : [];
		return array_values( array_filter( $items, static fn( mixed $item ): bool => is_array( $item ) && is_string( $item['name'] ?? null ) && is_string( $item['id'] ?? null ) && is_int( $item['time'] ?? null ) && is_array( $item['params'] ?? null ) ) );
	}
}
