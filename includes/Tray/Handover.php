<?php
declare(strict_types=1);

namespace Duet\Tray;

use Duet\Channel\EventSink;
use Duet\Event\Decision;
use Duet\Event\Event;
use Duet\Event\Visitor;
use Duet\Relay\FloodLimit;
use Duet\Relay\Relay;
use Duet\Visitor\RequestVisitor;

defined( 'ABSPATH' ) || exit;

/** A server-born event goes into the pipeline, and to the browser of its visitor if this request is theirs. */
final class Handover {

	public function __construct(
		private readonly RequestVisitor $request,
		private readonly EventSink $pipeline,
		private readonly TrayCookie $tray,
		private readonly UserTray $users,
		private readonly ?FloodLimit $limit = null,
	) {
	}

	/** The visitor behind this request, for the event to be made with. */
	public function visitor(): Visitor {
		return $this->request->visitor( null, home_url( '/' ) );
	}

	/** Whether an event that anybody can cause with one request is taken from this visitor: the relay's own limits. */
	public function takes( Visitor $visitor ): bool {
		return ! Relay::is_bot( $visitor ) && true !== $this->limit?->is_reached( $visitor->connection );
	}

	/**
	 * An event of this request's own visitor.
	 *
	 * @param int $new_user The user whom this request logs in; without consent their event waits for their next page.
	 */
	public function own( Event $event, int $new_user = 0 ): void {
		$this->pipeline->push( $event );
		$this->to_browser( $event, $new_user );
	}

	/**
	 * The browser's copy alone, which writes no row: a visitor beyond the limits still sends their event themselves,
	 * and a program does not.
	 */
	public function to_browser( Event $event, int $new_user = 0 ): void {
		if ( Decision::Granted === $event->visitor->decision() ) {
			$this->tray->add( $event );
		} else {
			$this->users->add( $new_user, $event );
		}
	}

	/**
	 * An event of the visitor an order remembers; this request may be theirs, a gateway's, cron's or an
	 * administrator's.
	 */
	public function remembered( Event $event ): void {
		$this->pipeline->push( $event );
		if ( Decision::Granted === $event->visitor->decision() && self::is_same( $event->visitor, $this->visitor() ) ) {
			$this->tray->add( $event );
		}
	}

	/** By our mark; where no cookie was needed, by address and browser. */
	private static function is_same( Visitor $one, Visitor $two ): bool {
		return '' !== $one->visitor . $two->visitor
			? $one->visitor === $two->visitor
			: '' !== $one->ip
				&& '' !== $one->user_agent
				&& $one->ip === $two->ip
				&& $one->user_agent === $two->user_agent;
	}
}
