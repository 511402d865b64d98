using ZkLockAttr.TestServers;
using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.Fuzz.Tests.Corpus;

/// <summary>The kept corpus is what a real server says.</summary>
public sealed class CorpusTests
{
    [RealZooKeeperFact]
    public async Task The_conversation_is_one_with_a_real_server()
    {
        await using var server = await RealZooKeeper.LaunchAsync();

        var conversation = await Task.Run(() => Recording.Of(server.Port));

        Acceptance.Match(
            Path.Combine(Repository.Root, "tests", "ZkLockAttr.Fuzz.Tests", "Corpus", KeptCorpus.ConversationFile), KeptCorpus.Format(conversation));
    }

    [Fact]
    public void Every_kind_of_request_is_in_it()
    {
        var kinds = KeptCorpus.Requests.Skip(1).Select(request => (OpCode)System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(request.AsSpan(8)));

        // The first two come only inside a multi, the last only from one server to another.
        Assert.Equal(Enum.GetValues<OpCode>().Except([OpCode.Check, OpCode.Error, OpCode.DeleteContainer]).Order(), kinds.Distinct().Order());
    }
}
