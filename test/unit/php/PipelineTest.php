<?php
declare(strict_types=1);

namespace Duet\Test;

use Duet\Channel\Channel;
use Duet\Channel\UnsentEvents;
use Duet\Event\ChannelName;
use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Event;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use Duet\Pipeline;
use Duet\Policy\Policy;
use Duet\Policy\Refusal;
use Duet\Support\Log;

final class PipelineTest extends ShopTestCase {

	/** @var list<string> What happened. */
	private array $said = [];

	protected function setUp(): void {
		parent::setUp();
		$this->said = [];
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ], 'pixels' => [ [ 'code' => 'C9OPQFJC77U5NIJ6K7HG' ] ] ] );
	}

	private function channel( ChannelName $name, bool $breaks = false ): Channel {
		$accept = function ( Event $event ) use ( $name, $breaks ): void {
			$this->said[] = "$name->value accepted $event->name";
			if ( $breaks ) {
				throw new \TypeError( 'broken' );
			}
		};
		return new class( $name, $accept ) implements Channel {
			public function __construct( private readonly ChannelName $name, private readonly \Closure $accept ) {
			}
			public function name(): ChannelName {
				return $this->name;
			}
			public function accept( Event $event ): void {
				( $this->accept )( $event );
			}
		};
	}

	/** @param list<Channel> $channels */
	private function run_through( array $channels, Decision $decision, ?\Closure $filter = null ): void {
		$unsent   = $this->createStub( UnsentEvents::class );
		$unsent->method( 'note' )->willReturnCallback(
			function ( Event $event, string $reason ): void {
				$this->said[] = Refusal::Vetoed->value === $reason ? "other code stopped $event->name" : "eventsApi refused $event->name: $reason";
			}
		);
		$visitor  = new Visitor( consent: new Consent( 'none', $decision, 'required', 'cookie', self::NOW ) );
		$event    = Event::of( $this->catalogue(), 'Lead', 'L-00000001', self::NOW, new Facts(), $visitor, Origin::Server );
		$pipeline = new Pipeline( $this->catalogue(), new Policy( $this->settings() ), $channels, new TestFilter( $filter ), new Log(), $unsent );
		$pipeline->push( $event );
	}

	public function test_whom_the_policy_refuses_is_told_and_not_handed_over(): void {
		$this->run_through( [ $this->channel( ChannelName::EventsApi ) ], Decision::Denied );
		self::assertSame( [ 'eventsApi refused Lead: consent_denied' ], $this->said );
	}

	public function test_one_channel_that_breaks_takes_no_other_with_it(): void {
		$this->run_through( [ $this->channel( ChannelName::Pixel, true ), $this->channel( ChannelName::EventsApi ) ], Decision::Granted );
		self::assertSame( [ 'pixel accepted Lead', 'eventsApi accepted Lead' ], $this->said );
	}

	public function test_a_veto_and_a_broken_filter_stop_the_event_and_nobody_else(): void {
		$this->run_through( [ $this->channel( ChannelName::EventsApi ) ], Decision::Granted, static fn(): ?Event => null );
		$this->run_through( [ $this->channel( ChannelName::EventsApi ) ], Decision::Granted, static fn(): ?Event => throw new \RuntimeException( 'other plugin' ) );
		$this->run_through( [ $this->channel( ChannelName::EventsApi ) ], Decision::Granted, static fn( Event $event ): Event => $event->with_params( [ 'value' => 'much' ] ) );
		self::assertSame( [ 'other code stopped Lead' ], $this->said );
	}
}
