<?php
declare(strict_types=1);

namespace Duet\Test\Policy;

use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Event;
use Duet\Event\Facts;
use Duet\Event\Origin;
use Duet\Event\Visitor;
use Duet\EventsApi\Payload;
use Duet\Policy\Policy;
use Duet\Policy\Refusal;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class PolicyTest extends TestCase {

	private const READY = [
		'consent' => [ 'mode' => 'required' ],
		'pixels'  => [ [ 'code' => 'C9OPQFJC77U5NIJ6K7HG' ] ],
	];

	/** @return iterable<string, array{array<string, mixed>, Decision, ChannelName, ?Refusal}> */
	public static function cases(): iterable {
		$off = [ 'events' => [ 'Lead' => [ 'pixel' => false, 'eventsApi' => false ] ] ];
		yield 'consent given' => [ self::READY, Decision::Granted, ChannelName::EventsApi, null ];
		yield 'consent refused' => [ self::READY, Decision::Denied, ChannelName::EventsApi, Refusal::ConsentDenied ];
		yield 'not asked yet' => [ self::READY, Decision::Unknown, ChannelName::EventsApi, Refusal::ConsentUnknown ];
		yield 'pixel without consent' => [ self::READY, Decision::Unknown, ChannelName::Pixel, Refusal::ConsentUnknown ];
		yield 'dataLayer needs no consent of ours' => [ self::READY, Decision::Denied, ChannelName::DataLayer, null ];
		yield 'merchant has not chosen a mode' => [ [ 'consent' => [] ] + self::READY, Decision::Granted, ChannelName::EventsApi, Refusal::ConsentUnset ];
		yield 'no pixel yet' => [ [ 'pixels' => [] ] + self::READY, Decision::Granted, ChannelName::EventsApi, Refusal::NoPixel ];
		yield 'server switched off' => [ $off + self::READY, Decision::Granted, ChannelName::EventsApi, Refusal::ChannelOff ];
		yield 'pixel switched off' => [ $off + self::READY, Decision::Granted, ChannelName::Pixel, Refusal::ChannelOff ];
	}

	public function test_an_offline_event_needs_somebody_to_match(): void {
		$GLOBALS['duet_test_options'] = [ Settings::OPTION => [ 'offline' => [ 'event_set_id' => '7123456789012345678' ] ] + self::READY ];
		$settings = new Settings( Schema::shipped(), new Tokens( [], 'secret' ) );
		$policy   = new Policy( $settings, new Payload( Catalogue::shipped() ) );
		$event    = static fn( Origin $origin, array $person ): Event => Event::of( Catalogue::shipped(), 'Lead', 'L-00000001', 1_700_000_000, new Facts( [], $person ), new Visitor( consent: new Consent( 'none', Decision::Granted, 'required', 'setting', 1_700_000_000 ) ), $origin );
		self::assertSame( Refusal::NoContact, $policy->refuses( $event( Origin::Offline, [] ), ChannelName::EventsApi ) );
		self::assertNull( $policy->refuses( $event( Origin::Offline, [ 'email' => 'a@b.test' ] ), ChannelName::EventsApi ) );
		self::assertNull( $policy->refuses( $event( Origin::Server, [] ), ChannelName::EventsApi ) );
	}

	/** @param array<string, mixed> $stored */
	#[DataProvider( 'cases' )]
	public function test_one_gate( array $stored, Decision $decision, ChannelName $channel, ?Refusal $expected ): void {
		$GLOBALS['duet_test_options'] = [ Settings::OPTION => $stored ];
		$settings  = new Settings( Schema::shipped(), new Tokens( [], 'secret' ) );
		$catalogue = Catalogue::shipped();
		$visitor   = new Visitor( consent: new Consent( 'none', $decision, 'required', 'cookie', 1_700_000_000 ) );
		$event     = Event::of( $catalogue, 'Lead', 'L-00000001', 1_700_000_000, new Facts(), $visitor, Origin::Server );
		self::assertSame( $expected, ( new Policy( $settings ) )->refuses( $event, $channel ) );
	}
}
